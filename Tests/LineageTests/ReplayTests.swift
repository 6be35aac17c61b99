import Cryptography
import GraphicalModels
import Lineage
import Marginals
import Parallel
import Schemas
import Testing

@Suite(.serialized) struct ReplayTests {
  static let seed = [UInt8](repeating: 9, count: 32)

  static func replay(
    _ measurements: MeasurementsFile = Example.measurements(),
    seed: [UInt8] = seed
  ) throws -> Replay {
    try Replay(measurements, schema: Example.schema, seed: seed)
  }

  @Test func `A replay has the same bytes again, and on any number of threads`() throws {
    let once = try Self.replay()
    defer { Parallel.use(threads: 0) }
    for threads in [1, 2, 5] {
      Parallel.use(threads: threads)
      let again = try Self.replay()
      #expect(again.table == once.table)
      #expect(again.modelFile == once.modelFile)
    }
  }

  @Test func `Another seed gives other rows from the same model`() throws {
    let other = try Self.replay(seed: [UInt8](repeating: 8, count: 32))
    let once = try Self.replay()
    #expect(other.table != once.table)
    #expect(other.modelFile == once.modelFile)
  }

  @Test func `A replay of the file that was read back is the replay of the file`() throws {
    let read = try MeasurementsFile(parsing: Example.measurements().bytes)
    #expect(try Self.replay(read).table == Self.replay().table)
  }

  @Test func `The table has the header and as many rows as the rule says`() throws {
    let replay = try Self.replay()
    let lines = String(decoding: replay.table, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "port,tonnage,arrived")
    #expect(lines.count == 1_000 && replay.rows.count == 999)
    let none = try Self.replay(Example.measurements(rows: .requested(0)))
    #expect(String(decoding: none.table, as: UTF8.self) == "port,tonnage,arrived\n")
  }

  @Test func `Another schema than the measured one is refused`() {
    let other = Schema(
      name: "other",
      columns: Example.schema.columns
    )
    #expect(throws: LineageError.schemaMismatch) {
      try Replay(Example.measurements(), schema: other, seed: Self.seed)
    }
  }
}
