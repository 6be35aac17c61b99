package import JSON

/// The program that made a release.
package struct Implementation: Sendable, Equatable {
  /// The program's name.
  package let software: String

  /// Its version, by Semantic Versioning.
  package let version: String

  /// The SHA-256 of the file of the program that ran; nil where it wasn't taken.
  package let program: [UInt8]?

  /// Where the randomness of the noise comes from.
  package let randomness: String

  /// What this program does to the private rows before counting, and at what price.
  package let preprocessing: String

  /// How it avoids what floating point has broken elsewhere.
  package let floatingPoint: String

  /// What it does, and doesn't, about running times.
  package let timing: String

  /// The report of `audit --self`, where one was given.
  package let selfAudit: JSON?

  /// This program, in the given version.
  ///
  /// - Parameters:
  ///   - version: its version.
  ///   - program: the SHA-256 of its file; nil where it wasn't taken.
  ///   - selfAudit: the report of `audit --self` on the machine that drew the noise; nil for none.
  package init(version: String, program: [UInt8]?, selfAudit: JSON? = nil) {
    software = "marginalia"
    self.version = version
    self.program = program
    self.selfAudit = selfAudit
    randomness = "the operating system's generator (getentropy); noise is never seeded"
    preprocessing =
      "each cell is encoded by the public schema, a unit's rows beyond its bound are left out; "
      + "nothing is learned from the rows outside the mechanisms listed"
    floatingPoint =
      "noise is drawn and prices are added in integers and exact rationals; no floating-point "
      + "number is added to, or decides about, a private count"
    timing =
      "not protected: reading takes time by the size of the private file, and drawing by the noise "
      + "that comes out; between the ledger's begin and commit records the program says nothing"
  }

  private static let programRule = "SHA-256 of the file of the program that ran"
  private static let notTaken = "not taken"
  private static let notGiven = "not given"

  /// The program as the manifest has it.
  var json: JSON {
    [
      "software": .string(software), "version": .string(version),
      "program": [
        "digest": program.map { ["sha256": .digest($0)] } ?? .string(Implementation.notTaken),
        "of": .string(Implementation.programRule),
      ],
      "rng": .string(randomness), "preprocessing": .string(preprocessing),
      "floatingPoint": .string(floatingPoint), "timing": .string(timing),
      "selfAudit": selfAudit ?? .string(Implementation.notGiven),
    ]
  }

  /// Reads the member `implementation` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    software = try fields.text("software")
    version = try fields.text("version")
    randomness = try fields.text("rng")
    preprocessing = try fields.text("preprocessing")
    floatingPoint = try fields.text("floatingPoint")
    timing = try fields.text("timing")
    let program = try fields.object("program")
    let isTaken = try program.value("digest").string != Implementation.notTaken
    self.program = isTaken ? try program.object("digest").digest("sha256") : nil
    let audit = try fields.value("selfAudit")
    selfAudit = audit.string == Implementation.notGiven ? nil : audit
  }
}
