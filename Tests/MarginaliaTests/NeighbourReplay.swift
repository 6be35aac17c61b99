import Accounting
import Arithmetic
import Foundation
import Ledger
import Marginalia
import Marginals
import Mechanisms
import Tables

/// Record and replay: a run on a table, and one on its neighbour with the same answers forced.
///
/// Everything that comes after the door must then be the same to the last byte, since all else
/// would be a way around the noise.
///
/// - Source: Cebere et al., PETS 2026 (arXiv 2602.17454), which found 13 violations in 12 libraries.
struct NeighbourReplay {
  /// The way from a request to a release, in which a test may plant a mistake.
  typealias Pipeline = (
    SynthesisRequest, Surroundings, (SynthesisProgress) -> Void
  ) throws(MarginaliaError) -> Release

  /// What a run showed to the world, and what passed its door.
  struct Run {
    var release: Release?
    var failure: MarginaliaError?
    var progress: [SynthesisProgress] = []
    var files: [String: [UInt8]] = [:]
    var exchanges: [Recording.Exchange] = []
    var ledger: LedgerState?
  }

  private let folder: TemporaryFolder
  private let strategy: String
  private let epsilon: String
  private let schema: String
  var pipeline: Pipeline = { request, surroundings, progress throws(MarginaliaError) in
    try Synthesizer(request, in: surroundings).run(progress: progress)
  }
  /// What stands between door and recording; a test may plant a mistake in it.
  var outer: @Sendable (consuming RecordingSide, EncodedTable) -> any PrivateSide & ~Copyable = {
    side,
    _ in side
  }
  /// What really answers; a test may plant a mistake in it.
  var inner: Surroundings.PrivateSideMaker = Surroundings.system.privateSide

  init(_ neighbours: NeighbourCase, strategy: String, epsilon: String = "8") throws {
    folder = try TemporaryFolder()
    self.strategy = strategy
    self.epsilon = epsilon
    schema = neighbours.schema
    _ = try Keys.generate(at: folder.file("ledger"))
    _ = try Keys.generate(at: folder.file("release"))
    _ = try Ledgers.create(
      at: folder.file("pristine"),
      dataset: "people",
      epsilon: "100",
      delta: "1e-9",
      neighbours: neighbours.relation,
      key: folder.file("ledger.pem")
    )
  }

  /// Every way in which the run on `table` differs from the one on `neighbour`, or costs more than
  /// it says; none in a program that is as private as it claims.
  func violations(_ table: String, _ neighbour: String) throws -> [String] {
    let first = try run(on: table, forcing: nil)
    if let failure = first.failure { return ["the run failed: \(failure)"] }
    let second = try run(on: neighbour, forcing: first.exchanges.flatMap(\.answers))
    return differences(first, second) + unpaid(first) + excess(first, second)
  }

  /// One run, in a place that looks the same each time.
  func run(on table: String, forcing answers: [Transcript.Answer]?) throws -> Run {
    let work = folder.file("work")
    try? FileManager.default.removeItem(atPath: work)
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    for name in ["", ".checkpoint"] {
      try FileManager.default.copyItem(
        atPath: folder.file("pristine\(name)"),
        toPath: "\(work)/L\(name)"
      )
    }
    try Files.write(Array(table.utf8), to: "\(work)/people.csv", overwrites: false)
    try Files.write(Array(schema.utf8), to: "\(work)/schema.json", overwrites: false)
    let recording = Recording()
    let surroundings = surroundings(recording, forcing: answers)
    let request = SynthesisRequest(
      data: "\(work)/people.csv",
      schema: "\(work)/schema.json",
      ledger: "\(work)/L",
      ledgerKey: folder.file("ledger.pem"),
      releaseKey: folder.file("release.pem"),
      epsilon: epsilon,
      delta: "1e-9",
      strategy: strategy,
      rows: 40,
      output: "\(work)/release"
    )
    var run = Run()
    do throws(MarginaliaError) {
      run.release = try pipeline(request, surroundings) { run.progress.append($0) }
    } catch {
      run.failure = error
    }
    run.exchanges = recording.exchanges
    run.ledger = try LedgerFile.show("\(work)/L")
    let names = try FileManager.default.subpathsOfDirectory(atPath: work)
    for name in names where name != "people.csv" {
      run.files[name] = FileManager.default.contents(atPath: "\(work)/\(name)").map { Array($0) }
    }
    return run
  }

  private func surroundings(
    _ recording: Recording,
    forcing answers: [Transcript.Answer]?
  ) -> Surroundings {
    var surroundings = Surroundings.system
    surroundings.files = TimelessFiles()
    surroundings.nonce = { () throws(MarginaliaError) in [UInt8](1...32) }
    let (inner, outer) = (inner, outer)
    surroundings.privateSide = { table, sensitivity, entropy in
      let copy = table
      let real: any PrivateSide & ~Copyable =
        if let answers {
          ForcedSide(domain: table.domain, answers: answers[...])
        } else {
          inner(table, sensitivity, entropy)
        }
      return outer(RecordingSide(real: real, table: copy, recording: recording), copy)
    }
    return surroundings
  }

  // MARK: What must be the same

  private func differences(_ first: Run, _ second: Run) -> [String] {
    var found: [String] = []
    if first.failure != second.failure {
      found.append("outcome: \(String(describing: second.failure))")
    }
    if first.release != second.release { found.append("result") }
    if first.progress != second.progress { found.append("progress: \(second.progress)") }
    if first.exchanges.map(\.question) != second.exchanges.map(\.question) {
      found.append("questions at the door")
    }
    for name in Set(first.files.keys).union(second.files.keys).sorted()
    where first.files[name] != second.files[name] {
      found.append("file \(name)")
    }
    return found
  }

  // MARK: What must be paid

  /// The ledger's entries, which are what a stranger holds the release to.
  private func entries(_ run: Run) -> [LedgerEntry] {
    let records = run.ledger?.records ?? []
    return records.flatMap { record -> [LedgerEntry] in
      if case .commit(let commit) = record.event { commit.entries } else { [] }
    }
  }

  private func unpaid(_ run: Run) -> [String] {
    let entries = entries(run)
    let definition = run.ledger?.definition ?? .zeroConcentrated
    let granted = run.exchanges.reduce(.zero(definition)) { $0 + $1.question.granted }
    let recorded = entries.reduce(.zero(definition)) { $0 + $1.cost }
    var found: [String] = []
    if granted != recorded { found.append("grants \(granted), ledger's entries \(recorded)") }
    guard let ledger = run.ledger, granted <= ledger.charged else {
      return found + ["grants \(granted) pass the charge"]
    }
    // Shares are rounded down by 2^-32 of a whole, and grove may leave a batch's measurements.
    if strategy != "grove",
      ledger.charged.value - granted.value > ledger.charged.value * Rational(1, 1 << 24)
    {
      found.append("charge \(ledger.charged) is more than the grants \(granted)")
    }
    if entries.count != run.exchanges.reduce(0, { $0 + $1.answers.count }) {
      found.append("\(entries.count) entries in the ledger")
    }
    for (position, entry) in entries.enumerated()
    where entry.mechanism.price(under: definition).map({ $0 <= entry.cost }) != true {
      found.append("entry \(position) costs more than was paid")
    }
    return found
  }

  /// Where exact answers of neighbours are farther apart than the ledger declares.
  private func excess(_ first: Run, _ second: Run) -> [String] {
    let entries = entries(first)
    let sides = [first, second].map { $0.exchanges.flatMap(\.exact) }
    let weights = first.exchanges.flatMap { exchange in
      exchange.answers.map { _ in exchange.question.weights.max() ?? 1 }
    }
    guard sides[0].count == entries.count, sides[1].count == entries.count else {
      return ["\(sides.map(\.count)) exact answers for \(entries.count) entries"]
    }
    return entries.indices.compactMap { position in
      let moves = zip(sides[0][position], sides[1][position]).map { $0 - $1 }
      let entry = entries[position]
      let isWithin =
        switch entry.mechanism {
        case .discreteGaussian(let squared, _):
          moves.reduce(0) { $0 + $1 * $1 } <= squared
        case .exponential:
          // The rule in the entry: the greatest weight times m, or 2m where a unit is exchanged.
          moves.allSatisfy {
            abs($0) <= weights[position] * entry.bound * (entry.neighbours == .replaceOne ? 2 : 1)
          }
        case .discreteLaplace, .pure:
          // No strategy asks for either.
          false
        }
      return isWithin ? nil : "answer \(position) moves farther than declared"
    }
  }
}
