import Accounting
import Arithmetic
import Cryptography
import Foundation
import GraphicalModels
import JSON
import Ledger
import Marginals
import Mechanisms
import Randomness
import Strategies
import Tables
import Testing

@Suite struct StrategyTests {
  /// Three attributes that go together, and one of 40 levels of which most are rare.
  private func table(rows: Int) -> EncodedTable {
    let domain = Domain([
      Attribute(name: "a", size: 3), Attribute(name: "b", size: 4), Attribute(name: "c", size: 3),
      Attribute(name: "wide", size: 40),
    ])
    let codes = (0..<rows).map { row -> [UInt32] in
      let a = UInt32(row % 3)
      return [a, (a + UInt32(row % 7 / 6)) % 4, a, UInt32(row % 11 == 0 ? row % 40 : row % 4)]
    }
    return EncodedTable(
      domain: domain,
      columns: (0..<4).map { attribute in codes.map { $0[attribute] } }
    )
  }

  /// What a strategy lets out of a table for ρ, over a ledger of its own.
  private func transcript(
    of strategy: any Strategy,
    on table: EncodedTable,
    cost: PrivacyCost,
    cells: Int = 10_000
  ) throws -> Transcript {
    let path = NSTemporaryDirectory() + "strategy-\(UUID().uuidString)"
    defer {
      for suffix in ["", ".lock", ".checkpoint"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    let key = Ed25519.PrivateKey(seed: try SystemEntropy.bytes(32))
    let delta = try #require(Delta("1e-9"))
    let cap = try PrivacyGuarantee(cost, at: delta)
    try LedgerFile.create(
      at: path,
      dataset: "test",
      cap: cap,
      neighbours: .addRemoveOne,
      key: key,
      nonce: try SystemEntropy.bytes(32)
    )
    var ledger = try LedgerFile(opening: path, key: key)
    let charge = try ledger.reserve(
      cap,
      purpose: ["neighbours": "add-remove-one"],
      nonce: try SystemEntropy.bytes(32)
    ).begin()
    let unit = Sensitivity(rowsPerUnit: 1, replacesUnit: false)
    let privateSide = NoisyTable(table: table, sensitivity: unit, entropy: try SystemEntropy())
    var door = Door(to: privateSide, sensitivity: unit, charge: charge)
    let plan = Plan(
      workload: .all(degree: 2, of: table.domain),
      budget: cost,
      cellLimit: cells,
      settings: .standard
    )
    strategy.run(plan, through: &door)
    return door.transcript
  }

  private func rho(_ text: String) throws -> PrivacyCost {
    .zeroConcentrated(try #require(Rho(text)))
  }

  @Test(arguments: Strategies.all.map(\.name)) func `spends no more than its price, and nearly all`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    for price in ["1/100", "3/2"] {
      let transcript = try transcript(of: strategy, on: table(rows: 2_000), cost: rho(price))
      let limit = try rho(price)
      let spent = transcript.cost(under: limit.definition)
      #expect(spent <= limit)
      #expect(spent.value > limit.value * Rational(9, 10), "\(name) left a tenth")
    }
  }

  @Test(arguments: Strategies.all.map(\.name)) func `every part is worth what it cost`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    let transcript = try transcript(of: strategy, on: table(rows: 500), cost: rho("1/10"))
    for entry in transcript.entries {
      let price =
        switch entry.answer {
        case .measurement(let measurement): gaussianPrice(measurement.noise, squared: 1)
        case .errors(let errors): gaussianPrice(errors.noise, squared: errors.cliques.count)
        case .selection(let selection): Price.exponential(rate: selection.rate).value
        }
      #expect(price <= entry.cost.value)
      #expect(price > entry.cost.value * Rational(999_999, 1_000_000))
    }
  }

  private func gaussianPrice(_ noise: Noise, squared: Int) -> Rational {
    guard case .discreteGaussian(let variance) = noise else { return -1 }
    return Price.discreteGaussian(sensitivitySquared: squared, variance: variance).value
  }

  @Test(arguments: Strategies.all.map(\.name)) func `measures every attribute, of no rows too`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    for rows in [0, 1, 300] {
      let transcript = try transcript(of: strategy, on: table(rows: rows), cost: rho("1/50"))
      let met = Set(transcript.measurements.flatMap(\.clique.attributes))
      #expect(met == Set(0..<4))
    }
  }

  @Test(arguments: Strategies.all.map(\.name)) func `a single attribute is enough`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    let table = EncodedTable(
      domain: Domain([Attribute(name: "only", size: 5)]),
      columns: [[0, 1, 1, 4]]
    )
    let transcript = try transcript(of: strategy, on: table, cost: rho("1/2"))
    #expect(transcript.measurements.allSatisfy { $0.clique == [0] })
    #expect(!transcript.measurements.isEmpty)
  }

  @Test(arguments: ["grove", "mst"]) func `finds the pairs that go together`(name: String) throws {
    let strategy = try #require(Strategies.named(name))
    let transcript = try transcript(of: strategy, on: table(rows: 5_000), cost: rho("2"))
    let pairs = Set(transcript.measurements.map(\.clique).filter { $0.count == 2 })
    // a, b and c determine each other, all but b's seventh: a tree needs two of the three pairs.
    #expect(pairs.intersection([[0, 1], [0, 2], [1, 2]]).count >= 2)
  }

  @Test func `a tree stays a tree, and joins all attributes`() throws {
    let transcript = try transcript(of: SpanningTree(), on: table(rows: 1_000), cost: rho("1"))
    let edges = transcript.measurements.map(\.clique).filter { $0.count == 2 }
    #expect(edges.count == 3)
    var component = Array(0..<4)
    for edge in edges {
      let ends = edge.attributes.map { component[$0] }
      #expect(ends[0] != ends[1], "a circle")
      component = component.map { $0 == ends[1] ? ends[0] : $0 }
    }
    #expect(Set(component).count == 1)
  }

  @Test func `Grove keeps the model within its size and measures rare levels in runs`() throws {
    let table = table(rows: 2_000)
    let transcript = try transcript(of: Grove(), on: table, cost: rho("1/20"), cells: 300)
    let cliques = transcript.measurements.map(\.clique)
    #expect(JunctionTree.cellCount(domain: table.domain, cliques: cliques) <= 300)
    let wide = transcript.measurements.filter { $0.clique.count == 2 && $0.clique.contains(3) }
    #expect(wide.allSatisfy { !$0.shape.isFine })
  }
}
