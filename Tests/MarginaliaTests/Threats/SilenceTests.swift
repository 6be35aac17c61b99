import Accounting
import Foundation
import Ledger
import Marginalia
import Marginals
import Mechanisms
import Synchronization
import Tables
import Testing

/// Row 3 of the threat table: what a run lets its surroundings notice while noise is drawn.
///
/// Covered: words, calls on the ledger's files, and their number and order. Not covered, and stated
/// as a limit of the program: how long a run takes, and what else a neighbour on the same machine
/// can measure. Rejection sampling and counting take time that depends on noise and rows.
@Suite struct SilenceTests {
  /// What happened, in order.
  private final class Journal: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  /// The operating system's files, with a line for every call.
  private struct JournalFiles: FileOperations, Sendable {
    let journal: Journal
    private let files = SystemFiles()

    init(_ journal: Journal) { self.journal = journal }

    func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
      let name = use == .folder ? nil : path.split(separator: "/").last
      journal.add("open \(name ?? "the folder") \(use)")
      return try files.open(path, for: use)
    }

    func close(_ descriptor: Int32) {
      journal.add("close")
      files.close(descriptor)
    }

    func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
      journal.add("status")
      return try files.status(of: descriptor)
    }

    func entryExists(at path: String) throws(SystemError) -> Bool {
      journal.add("exists")
      return try files.entryExists(at: path)
    }

    func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError) {
      journal.add("lock")
      try files.lock(descriptor, kind)
    }

    func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
      journal.add("read")
      return try files.read(descriptor, at: offset, count: count)
    }

    func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
      let text = String(decoding: bytes, as: UTF8.self)
      let type = text.split(separator: "\"type\":\"").dropFirst().first?.prefix { $0 != "\"" }
      journal.add("write \(type ?? "note")")
      return try files.write(bytes, to: descriptor)
    }

    func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
      journal.add("truncate")
      try files.truncate(descriptor, to: size)
    }

    func synchronize(_ descriptor: Int32) throws(SystemError) {
      journal.add("synchronize")
      try files.synchronize(descriptor)
    }

    func rename(_ path: String, to newPath: String) throws(SystemError) {
      journal.add("rename")
      try files.rename(path, to: newPath)
    }

    func remove(_ path: String) throws(SystemError) {
      journal.add("remove")
      try files.remove(path)
    }

    func secondsSince1970() -> Int { files.secondsSince1970() }
  }

  /// The real private side, with a line before and after every answer.
  private struct JournalSide: ~Copyable, PrivateSide {
    var real: any PrivateSide & ~Copyable
    let domain: Domain
    let journal: Journal

    mutating func measure(
      _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
      spending grant: consuming Grant
    ) -> [Marginals.Measurement] {
      journal.add("asked")
      defer { journal.add("answered") }
      return real.measure(purchases, spending: grant)
    }

    mutating func errors(
      of shapes: [MarginalShape],
      against expected: PublicTables,
      spending grant: consuming Grant
    ) -> NoisyErrors {
      journal.add("asked")
      defer { journal.add("answered") }
      return real.errors(of: shapes, against: expected, spending: grant)
    }

    mutating func select(
      among candidates: [Candidate],
      against references: PublicTables,
      spending grant: consuming Grant
    ) -> Selection {
      journal.add("asked")
      defer { journal.add("answered") }
      return real.select(among: candidates, against: references, spending: grant)
    }
  }

  private static let tables = [0, 1, 300].map { rows in
    "a,b,c\n" + (0..<rows).map { "\($0 % 3),\($0 * $0 % 4),\($0 % 5)\n" }.joined()
  }

  /// The journal of a run on a table.
  private func journal(of table: String, strategy: String) throws -> [String] {
    let bench = try Workbench()
    try bench.write(table, to: "people.csv")
    let journal = Journal()
    var surroundings = Surroundings.system
    surroundings.files = JournalFiles(journal)
    let real = surroundings.privateSide
    surroundings.privateSide = { table, sensitivity, entropy in
      let domain = table.domain
      return JournalSide(
        real: real(table, sensitivity, entropy),
        domain: domain,
        journal: journal
      )
    }
    _ = try Synthesizer(bench.request(strategy: strategy), in: surroundings).run {
      journal.add("told \($0)")
    }
    return journal.all
  }

  @Test(arguments: SynthesisRequest.strategies)
  func `row 3: from begin to commit nothing is told, and calls and words don't depend on the table`(
    strategy: String
  ) throws {
    var kept: [[String]] = []
    for table in Self.tables {
      let lines = try journal(of: table, strategy: strategy)
      let begin = try #require(lines.firstIndex(of: "write begin"))
      let commit = try #require(lines.firstIndex(of: "write commit"))
      #expect(lines[begin...commit].filter { $0.hasPrefix("told") } == [])
      let first = try #require(lines.firstIndex(of: "asked"))
      let last = try #require(lines.lastIndex(of: "answered"))
      #expect(begin < first && last < commit)
      #expect(lines[first...last].allSatisfy { $0 == "asked" || $0 == "answered" })
      #expect(lines[begin..<first].contains("synchronize"))
      // How often adaptive strategies ask depends on the noise, which is public.
      kept.append(lines.filter { $0 != "asked" && $0 != "answered" })
    }
    #expect(Set(kept).count == 1)
    #expect(kept[0].count > 40)
  }
}
