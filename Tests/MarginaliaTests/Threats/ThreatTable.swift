/// The threats that the program was designed against, and for each the tests that hold it off.
///
/// The numbers are those of the project's study of threats; ``ThreatTableTests`` checks that every
/// row has its tests and that they exist.
enum ThreatTable {
  struct Row: Sendable {
    let number: Int
    let threat: String
    /// Files under `Tests`, each with a test in it: a name, or a comment of a script.
    let tests: [(file: String, test: String)]
    /// What no test here covers, where that is much.
    var beyond = ""
  }

  private static let pmf = "all strings of bits agree with the known probabilities"
  private static let replay = (
    "MarginaliaTests/NeighbourReplayTests.swift",
    "a neighbour's run with the same answers is the same to the last byte"
  )
  private static func script(_ name: String, _ comment: String) -> (String, String) {
    ("CommandLineTests/Scripts/\(name).txt", comment)
  }
  private static func plant(_ test: String) -> (String, String) {
    ("MarginaliaTests/NeighbourReplayPlantTests.swift", test)
  }
  private static func verification(_ test: String) -> (String, String) {
    ("LineageTests/ReleaseVerificationTests.swift", test)
  }
  private static let threats = "MarginaliaTests/Threats"

  static let rows: [Row] = [
    Row(
      number: 1,
      threat: "the holes in floating-point Laplace noise (Mironov 2012)",
      tests: [
        ("\(threats)/ThreatTableTests.swift", "row 1: no floating-point number draws noise"),
        ("RandomnessTests/DiscreteLaplaceTests.swift", pmf),
        ("RandomnessTests/DiscreteGaussianTests.swift", pmf),
      ]
    ),
    Row(
      number: 2,
      threat: "precision attacks on scaled noise (Haney et al. 2022)",
      tests: [
        ("\(threats)/SupportTests.swift", "row 2: neighbouring counts have the same support")
      ]
    ),
    Row(
      number: 3,
      threat: "floating-point Gaussian noise; timing of discrete samplers (Jin et al. 2021)",
      tests: [
        (
          "\(threats)/SilenceTests.swift",
          "row 3: from begin to commit nothing is told, and calls and words don't depend on the table"
        )
      ],
      beyond: "running times: rejection sampling and counting take as long as they take"
    ),
    Row(
      number: 4,
      threat: "sensitivity that sums don't keep (Casacuberta et al. 2022)",
      tests: [
        ("MechanismsTests/SensitivityTests.swift", "is what trying all neighbours finds"),
        ("TablesTests/CountingTests.swift", "row 4: the order of rows changes no count"),
        (
          "RandomnessTests/DiscreteLaplaceTests.swift",
          "sums beyond the range are cut after they are made"
        ),
      ]
    ),
    Row(number: 5, threat: "a domain read off the private rows", tests: [replay]),
    Row(number: 6, threat: "bins read off the private rows", tests: [replay]),
    Row(
      number: 7,
      threat: "odd values that stop a run or escape a bound",
      tests: [
        ("TablesTests/EncodedTableTests.swift", "no cell stops a run"),
        (
          "TablesTests/RecordReaderTests.swift",
          "random bytes never trap and are read as a slow reader reads them"
        ),
        script("badinput", "# Whatever the cells hold, a well-formed file is read"),
      ]
    ),
    Row(
      number: 8,
      threat: "control flow that depends on data; budget spent twice (Cebere et al. 2026)",
      tests: [
        replay, plant("a plan that looks at the rows"),
        plant("an unpaid question: noisy counts that add up to the exact number of rows"),
      ]
    ),
    Row(
      number: 9,
      threat: "noise that isn't what is claimed, which audits from outside find",
      tests: [
        (
          "MarginaliaTests/SelfAuditTests.swift",
          "the bound on ε stays under the claim, is near it, and is above it for half the deviation"
        ),
        plant("half the deviation is refused, since the noise costs more than is paid"),
      ]
    ),
    Row(
      number: 10,
      threat: "a digest of the private table, which confirms a guess",
      tests: [
        (
          "\(threats)/PlainDigestTests.swift",
          "row 10: nothing that goes out holds a digest, the size or the path of the table"
        )
      ]
    ),
    Row(
      number: 11,
      threat: "the exact number of rows",
      tests: [
        plant("a row count in a line of progress"),
        script("neighbours", "# The comparison would see"),
      ]
    ),
    Row(
      number: 12,
      threat: "seeds that reveal noise",
      tests: [script("surroundings", "# Row 12:")]
    ),
    Row(
      number: 13,
      threat: "trying sampling seeds and keeping the best",
      tests: [
        (
          "LineageTests/SamplingSeedTests.swift",
          "The seed is SHA-256 of the tag, the measurements' digest and the record's hash"
        ), verification("Rows that don't follow from the measurements fail the replay alone"),
      ]
    ),
    Row(number: 14, threat: "evaluation on private rows", tests: [replay]),
    Row(
      number: 15,
      threat: "words, reports and dumps that quote values",
      tests: [
        script("badinput", "# Every fault of a table or a schema"),
        script("output", "# A killed program leaves no report"),
      ]
    ),
    Row(
      number: 16,
      threat: "temporary files, permissions, planted links",
      tests: [
        script("surroundings", "# Row 16: with a umask of 000"),
        script("surroundings", "# Row 16: a link planted where the release should go"),
        script("surroundings", "# Row 16: a link planted in place of the ledger"),
      ],
      beyond: "swap space, which is the machine's"
    ),
    Row(
      number: 17,
      threat: "noise drawn again after a crash",
      tests: [
        script("crash", "# Killed between begin and commit"),
        plant("a draw repeated after a crash is charged twice, or the count shows it"),
        (
          "LedgerTests/CrashTests.swift",
          "no crash under-counts, passes the cap, loses a record or needs more than recover"
        ),
      ]
    ),
    Row(
      number: 18,
      threat: "randomness that fails, repeats, or is shared with a forked child",
      tests: [
        (
          "\(threats)/RandomnessFailureTests.swift",
          "row 18: entropy that fails at the start stops the run before anything is charged"
        ),
        (
          "\(threats)/RandomnessFailureTests.swift",
          "row 18: entropy that fails in the middle ends the run, and the charge is kept"
        ),
        (
          "RandomnessTests/SystemEntropyTests.swift",
          "row 18: short and interrupted answers are put together to whole blocks"
        ),
        (
          "RandomnessTests/SystemEntropyTests.swift",
          "a forked child draws none of its parent's bits"
        ),
      ],
      beyond: "a snapshot of a virtual machine, which copies 256 unread bytes at most"
    ),
    Row(
      number: 19,
      threat: "labels that a spreadsheet takes for formulas",
      tests: [
        script("surroundings", "# Row 19:"),
        (
          "SchemasTests/FormulaTextTests.swift",
          "a schema with a formula is refused where it stands, or says that it is meant"
        ),
      ]
    ),
    Row(
      number: 20,
      threat: "names and links in a release that lead elsewhere",
      tests: [
        verification("Names that lead out of the folder, or mean one file twice, are refused"),
        verification("A link in place of a file is refused, though it leads to the same bytes"),
      ]
    ),
    Row(
      number: 21,
      threat: "inputs that are too deep, too long or too wide",
      tests: [
        ("JSONTests/JSONParserTests.swift", "depth is limited to the given number of levels"),
        ("JSONTests/JSONParserTests.swift", "size is limited"),
        ("JSONTests/JSONParserTests.swift", "a key that occurs twice is found among many"),
        script("badinput", "> long.csv:3: the record has more than 1048576 bytes"),
        script("badinput", "> domain.json:1:3: column \"age\": there are more than 1000000 levels"),
      ]
    ),
    Row(
      number: 22,
      threat: "signatures over something else than what is read",
      tests: [
        ("LineageTests/EnvelopeTests.swift", "Malformed envelopes are told apart"),
        (
          "LineageTests/EnvelopeTests.swift",
          "A signature over the bare payload or another type is none"
        ),
        verification("Another key's signature is refused, whatever the manifest says"),
      ]
    ),
    Row(
      number: 23,
      threat: "many releases that add up",
      tests: [
        (
          "LedgerTests/LedgerFileTests.swift",
          "a price beyond the cap is refused and leaves every byte as it was"
        ),
        (
          "LedgerTests/SystemFilesTests.swift",
          "runs that compete for one cap never pass it, and use all of it"
        ),
      ]
    ),
    Row(
      number: 24,
      threat: "an ε so large that attacks succeed (Golob et al. 2024)",
      tests: [script("surroundings", "# Row 24:")]
    ),
    Row(
      number: 25,
      threat: "a curator who lies about the noise",
      tests: [
        (
          "\(threats)/ThreatTableTests.swift",
          "row 25: every manifest says what a signature can't show"
        )
      ],
      beyond: "the lie itself: no signature shows it, and the manifest says so"
    ),
  ]
}
