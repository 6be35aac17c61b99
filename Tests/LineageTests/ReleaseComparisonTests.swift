import Accounting
import Arithmetic
import Cryptography
import Ledger
import Lineage
import Testing

struct ReleaseComparisonTests {
  private let folder: TemporaryFolder
  private let ledger: History

  init() throws {
    folder = try TemporaryFolder()
    ledger = try History(in: folder)
  }

  private func sentences(_ comparison: ReleaseComparison) -> [String] {
    comparison.findings.map { "\($0.place): \($0.sentence)" }
  }

  // MARK: Releases alone

  @Test func `Releases of one ledger are consistent, in whatever order they are named`() throws {
    let releases = try ["a", "b", "c"].map { try ledger.release($0) }
    for chosen in [[0, 1, 2], [2, 0, 1], [2, 0], [1, 1], []] {
      let comparison = ReleaseComparison(of: chosen.map { releases[$0] })
      #expect(comparison.findings == [] && comparison.gaps == [], "\(chosen)")
    }
  }

  @Test func `A fork shows in trees, records and histories`() throws {
    let first = try ledger.release("a")
    let old = try ledger.copy(named: "old")
    let second = try ledger.release("b")
    let fork = try old.release("fork")
    #expect(ReleaseComparison(of: [first, fork]).findings == [])
    let found = sentences(ReleaseComparison(of: [fork, first, second]))
    for part in [
      "the ledger's first 7 records are not those that", "record has the place of another record",
      "its history lacks",
    ] {
      #expect(found.contains { $0.contains(part) }, "\(part): \(found)")
    }
  }

  @Test func `A history that lacks a release shows it, though no two trees are of one size`() throws
  {
    let first = try ledger.release("a")
    let old = try ledger.copy(named: "old")
    let second = try ledger.release("b")
    try old.void()
    let fork = try old.release("fork")
    #expect(
      sentences(ReleaseComparison(of: [first, second, fork])).contains(
        "fork: its history lacks b: the ledger was forked or rolled back"
      )
    )
  }

  @Test func `Releases of two ledgers are told apart`() throws {
    let other = try History(in: folder, named: "other", nonce: 2)
    let found = sentences(ReleaseComparison(of: [try ledger.release("a"), try other.release("b")]))
    #expect(found.count == 1 && found[0].contains("paid for by another ledger than a"), "\(found)")
  }

  @Test func `A sum that leaves out what the releases cost is found`() throws {
    let first = try ledger.release("a")
    let low = try ledger.release("b", stating: first.manifest.claim.cumulative)
    let found = sentences(ReleaseComparison(of: [first, low]))
    #expect(found.count == 1 && found[0].hasPrefix("b: the sum of charges that it states"))
  }

  // MARK: Releases far apart

  /// A first release, `between` others, and a last one; the ledger's sizes go up by 3.
  private func distant(_ between: Int) throws -> [ReleaseComparison.Release] {
    let first = try ledger.release("first")
    let others = try (0..<between).map { try ledger.release("other \($0)") }
    return [first] + others + [try ledger.release("last")]
  }

  @Test(arguments: [
    (CheckpointProof.greatestCount - 1, true), (CheckpointProof.greatestCount, false),
  ])
  func `Manifests alone show the sixteen commits before them and no more`(
    between: Int,
    isShown: Bool
  ) throws {
    let releases = try distant(between)
    let comparison = ReleaseComparison(of: [releases[0], releases[between + 1]])
    #expect(comparison.findings == [], "an open question is no contradiction")
    #expect(comparison.gaps.isEmpty == isShown)
    for gap in comparison.gaps {
      #expect(gap.place == "last" && gap.sentence.contains("ledger request LEDGER last --since 4"))
    }
  }

  @Test func `A release in between, or a proof from the ledger, closes the gap`() throws {
    let releases = try distant(20)
    let (first, last) = (releases[0], releases[21])
    #expect(ReleaseComparison(of: [first, last]).gaps.count == 1)
    #expect(ReleaseComparison(of: [first, releases[10], last]).gaps == [])
    #expect(ReleaseComparison(of: releases).gaps == [])
    let proof = try ledger.proof(from: first, to: last)
    let proven = ReleaseComparison(of: [last, first], proofs: [proof])
    #expect(proven.gaps == [] && proven.findings == [])
    // Two beginnings of one ledger are beginnings of each other: the proofs needn't be of neighbours.
    let second = releases[18]
    #expect(ReleaseComparison(of: [first, second, last]).gaps.count == 1)
    #expect(ReleaseComparison(of: [first, second, last], proofs: [proof]).gaps == [])
  }

  @Test func `A proof that shows nothing about the releases is a finding, and closes no gap`()
    throws
  {
    let first = try ledger.release("first")
    let old = try ledger.copy(named: "old")
    let second = try ledger.release("second")
    for _ in 0..<17 { try old.release() }
    let fork = try old.release("fork")
    // The fork began behind `second`'s place, too far back for its manifest to show.
    let open = ReleaseComparison(of: [second, fork])
    #expect(open.findings == [] && open.gaps.count == 1)
    let honest = try old.proof(from: second, to: fork)
    for proof in [honest, try old.proof(from: first, to: fork)] {
      let comparison = ReleaseComparison(of: [second, fork], proofs: [proof])
      #expect(comparison.findings.count == 1 && comparison.gaps.count == 1)
      #expect(comparison.findings.allSatisfy { $0.place == "proof" })
    }
    // A hash changed, one left out, one too many; the text is how a file has it.
    let true17 = try old.proof(from: first, to: fork).request.text
    let lines = true17.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var changed = lines
    var short = lines
    var long = lines
    changed[1] = Base64.encode([UInt8](repeating: 1, count: 32))
    short.remove(at: 1)
    long.insert(lines[1], at: 1)
    for edited in [changed, short, long] {
      let text = edited.joined(separator: "\n")
      let request = try #require(WitnessRequest(parsing: text))
      let proof = ReleaseComparison.Proof(place: "proof", request: request)
      let comparison = ReleaseComparison(of: [first, fork], proofs: [proof])
      #expect(comparison.findings.count == 1 && comparison.gaps.count == 1)
    }
  }

  // MARK: With the ledger at hand

  @Test func `Releases are held against the ledger itself`() throws {
    let releases = try distant(18)
    let whole = ReleaseComparison(of: releases, ledger: ledger.reading, path: "ledger")
    #expect(whole.findings == [] && whole.gaps == [])
    let far = ReleaseComparison(
      of: [releases[0], releases[19]],
      ledger: ledger.reading,
      path: "ledger"
    )
    #expect(far.findings == [] && far.gaps == [], "the ledger shows what manifests can't")
  }

  @Test func `A ledger that was rolled back, rewritten or exchanged is found`() throws {
    let first = try ledger.release("a")
    let old = try ledger.copy(named: "old")
    let second = try ledger.release("b")
    let cut = ReleaseComparison(of: [first, second], ledger: old.reading, path: "L")
    #expect(sentences(cut).count == 1 && sentences(cut)[0].contains("was rolled back or cut short"))
    try old.release("another")
    let forked = sentences(ReleaseComparison(of: [first, second], ledger: old.reading, path: "L"))
    #expect(forked.contains { $0.contains("are not those that the checkpoint signs") })
    #expect(forked.contains { $0.contains("the ledger doesn't hold its reserve record at 4") })
    #expect(!forked.contains { $0.hasPrefix("a:") })
    let other = try History(in: folder, named: "other", nonce: 2)
    let exchanged = sentences(ReleaseComparison(of: [first], ledger: other.reading, path: "L"))
    #expect(exchanged == ["a: it was paid for by another ledger than L"])
  }

  @Test func `A sum that the ledger's records don't give is found`() throws {
    let first = try ledger.release("a")
    let cost = first.manifest.claim.guarantee.cost
    let twice = try #require(PrivacyCost(cost.value * 3, under: .zeroConcentrated))
    let high = try ledger.release("b", stating: twice)
    let found = sentences(ReleaseComparison(of: [high], ledger: ledger.reading, path: "L"))
    #expect(found.count == 1 && found[0].contains("the ledger's records add up to"), "\(found)")
  }
}
