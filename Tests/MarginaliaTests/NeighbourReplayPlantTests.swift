import Accounting
import Foundation
import Ledger
import Marginalia
import Mechanisms
import Schemas
import Tables
import Testing

/// Mistakes that libraries have shipped, planted in the pipeline: the replay finds each.
@Suite struct NeighbourReplayPlantTests {
  private static let unique = NeighbourCase.all[0]

  private func violations(
    of neighbours: NeighbourCase = unique,
    strategy: String = "independent",
    epsilon: String = "8",
    delta: String = "1e-9",
    planting plant: (inout NeighbourReplay) -> Void
  ) throws -> [String] {
    var replay = try NeighbourReplay(
      neighbours,
      strategy: strategy,
      epsilon: epsilon,
      delta: delta
    )
    plant(&replay)
    let (table, neighbour) = neighbours.orders[0]
    return try replay.violations(table, neighbour)
  }

  @Test(arguments: ["1e-9", "0"])
  func `half the deviation is refused, since the noise costs more than is paid`(
    delta: String
  ) throws {
    let found = try violations(delta: delta) {
      $0.outer = { side, _ in AlteredSide(side: side) { $0.alter = { $0.halvingDeviation() } } }
    }
    #expect(found.count == 1 && found[0].contains("cost more"), "\(found)")
  }

  @Test(arguments: ["1e-9", "0"])
  func `noise for one row a unit is refused where three count`(delta: String) throws {
    let found = try violations(of: .manyRows("add-remove-one"), delta: delta) {
      $0.inner = { table, _, entropy in
        NoisyTable(
          table: table,
          sensitivity: Sensitivity(rowsPerUnit: 1, replacesUnit: false),
          entropy: entropy
        )
      }
    }
    #expect(found.count == 1 && found[0].contains("cost more"), "\(found)")
  }

  @Test(arguments: ["add-remove-one", "replace-one"], ["1e-9", "0"])
  func `a reader that does not bound a unit's rows moves answers farther than declared`(
    relation: String,
    delta: String
  ) throws {
    let neighbours = NeighbourCase.manyRows(relation)
    let found = try violations(of: neighbours, delta: delta) {
      $0.pipeline = unbounded($0.pipeline)
    }
    #expect(found.contains { $0.hasSuffix("moves farther than declared") }, "\(found)")
  }

  @Test func `a row count in a line of progress`() throws {
    let found = try violations {
      let honest = $0.pipeline
      $0.pipeline = { request, surroundings, progress throws(MarginaliaError) in
        let rows = try lines(request.data).count - 1
        progress(.station("\(rows) rows read"))
        return try honest(request, surroundings, progress)
      }
    }
    #expect(found.count == 1 && found[0].hasPrefix("progress"), "\(found)")
  }

  @Test func `a category dropped from the output because no row has it`() throws {
    let found = try violations {
      let honest = $0.pipeline
      $0.pipeline = { request, surroundings, progress throws(MarginaliaError) in
        let release = try honest(request, surroundings, progress)
        let present = Set(try lines(request.data).compactMap { $0.split(separator: ",").last })
        let path = "\(release.folder)/schema.json"
        var text = String(decoding: try Files.read(path), as: UTF8.self)
        for city in ["Ulm", "Trier", "Bonn"] where !present.contains(city[...]) {
          text = text.replacing(",\"\(city)\"", with: "")
        }
        try Files.write(Array(text.utf8), to: path, overwrites: true)
        return release
      }
    }
    #expect(found == ["file release/schema.json"])
  }

  @Test func `an unpaid question: noisy counts that add up to the exact number of rows`() throws {
    let found = try violations {
      $0.outer = { side, table in
        AlteredSide(side: side) { $0.alter = { $0.totalled(by: ExactAnswers(table: table)) } }
      }
    }
    #expect(found.contains("file release/measurements.json"), "\(found)")
  }

  @Test(arguments: ["mst", "aim", "mwem", "privbayes"])
  func `a choice at twice the rate is refused, as with half the sensitivity of its scores`(
    strategy: String
  ) throws {
    let found = try violations(strategy: strategy, epsilon: "60") {
      $0.outer = { side, _ in
        AlteredSide(side: side) { $0.alterSelection = { $0.doublingRate() } }
      }
    }
    #expect(!found.isEmpty && found.allSatisfy { $0.contains("cost") }, "\(found)")
  }

  @Test func `a dependence scored with the private number of rows`() throws {
    let found = try violations(strategy: "privbayes", epsilon: "60") {
      $0.outer = { side, table in
        AlteredSide(side: side) {
          $0.alterCandidate = { $0.againstExactShares(ExactAnswers(table: table), $1) }
        }
      }
    }
    #expect(found.contains("questions at the door"), "\(found)")
  }

  @Test(arguments: ["mwem", "privbayes"])
  func `scores of a reader that does not bound a unit's rows move farther than declared`(
    strategy: String
  ) throws {
    let found = try violations(of: .manyRows("add-remove-one"), strategy: strategy) {
      $0.pipeline = unbounded($0.pipeline)
    }
    #expect(found.contains { $0.hasSuffix("moves farther than declared") }, "\(found)")
  }

  @Test func `a plan that looks at the rows`() throws {
    let found = try violations(strategy: "mst") {
      let honest = $0.pipeline
      $0.pipeline = { request, surroundings, progress throws(MarginaliaError) in
        var request = request
        if try lines(request.data).contains(where: { $0.hasSuffix("Bonn") }) {
          request.strategy = "independent"
        }
        return try honest(request, surroundings, progress)
      }
    }
    #expect(found.contains("questions at the door"), "\(found)")
  }

  @Test func `an empty table that is refused`() throws {
    let empty = try #require(NeighbourCase.all.first { $0.name == "empty table" })
    let found = try violations(of: empty) {
      let honest = $0.pipeline
      $0.pipeline = { request, surroundings, progress throws(MarginaliaError) in
        guard try lines(request.data).count > 1 else { throw .failure("no rows") }
        return try honest(request, surroundings, progress)
      }
    }
    #expect(found.count == 1 && found[0].contains("no rows"), "\(found)")
  }

  /// A crash after the draw, then another run: two draws are exposed, and two must be charged.
  @Test(arguments: [false, true])
  func `a draw repeated after a crash is charged twice, or the count shows it`(
    restoresLedger: Bool
  ) throws {
    var replay = try NeighbourReplay(Self.unique, strategy: "independent")
    let honest = replay.pipeline
    replay.pipeline = { request, surroundings, progress throws(MarginaliaError) in
      let paths = ["", ".checkpoint"].map { request.ledger + $0 }
      let before = try paths.map { path throws(MarginaliaError) in try Files.read(path) }
      var crashing = surroundings
      crashing.privateSide = { table, sensitivity, entropy in
        let side = surroundings.privateSide(table, sensitivity, entropy)
        // The place of the measurements goes away, so that the run ends between draw and commit.
        removeStages(beside: request.output)
        return side
      }
      #expect(throws: MarginaliaError.self) { _ = try honest(request, crashing, { _ in }) }
      if restoresLedger {
        // The checkpoint was signed before the draw, so that the ledger alone is missed.
        for (path, bytes) in zip(paths, before) {
          try Files.write(bytes, to: path, permissions: 0o600, overwrites: true)
          if path == request.ledger {
            #expect(throws: MarginaliaError.self) { _ = try Ledgers.show(path) }
          }
        }
      }
      return try honest(request, surroundings, progress)
    }
    let run = try replay.run(on: Self.unique.tables[0], forcing: nil)
    let exposed = run.exchanges.reduce(.zero(.zeroConcentrated)) { $0 + $1.question.granted }
    let charged = try #require(run.ledger).charged
    #expect(run.exchanges.count == 2 && run.failure == nil)
    #expect((charged >= exposed) == !restoresLedger)
  }
}

/// The lines of a private file, for a mistake to look at.
private func lines(_ path: String) throws(MarginaliaError) -> [Substring] {
  String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n")
}

private func removeStages(beside output: String) {
  let place = URL(fileURLWithPath: output)
  let folder = place.deletingLastPathComponent()
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  for name in names where name.hasPrefix("\(place.lastPathComponent).partial") {
    try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
  }
}

/// A pipeline that reads every row of a unit, whatever the schema's bound.
private func unbounded(_ honest: @escaping NeighbourReplay.Pipeline) -> NeighbourReplay.Pipeline {
  { request, surroundings, progress throws(MarginaliaError) in
    let bounded = try SchemaFiles.schema(at: request.schema)
    let loose = Schema(
      name: bounded.name,
      columns: bounded.columns,
      unit: .column(name: "person", maximumRows: 1_000),
      neighbours: bounded.neighbours
    )
    var altered = surroundings
    altered.privateSide = { table, sensitivity, entropy in
      let all = try? EncodedTable(csv: request.data, schema: loose)
      return surroundings.privateSide(all ?? table, sensitivity, entropy)
    }
    return try honest(request, altered, progress)
  }
}
