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
  func table(rows: Int) -> EncodedTable {
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

  /// What a strategy lets out of a table for a price, over a ledger of its own.
  func transcript(
    of strategy: any Strategy,
    on table: EncodedTable,
    cost: PrivacyCost,
    cells: Int = 10_000,
    workload: Workload? = nil,
    impossible: [ImpossibleCombination] = []
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
      workload: workload ?? .all(degree: 2, of: table.domain),
      budget: cost,
      cellLimit: cells,
      settings: .standard,
      impossible: impossible
    )
    strategy.run(plan, through: &door)
    return door.transcript
  }

  private func rho(_ text: String) throws -> PrivacyCost {
    .zeroConcentrated(try #require(Rho(text)))
  }

  /// The ρ, or the ε of about as much noise on one cell.
  func cost(_ rho: String, _ definition: PrivacyDefinition) throws -> PrivacyCost {
    let value = try #require(Rational(rho))
    switch definition {
    case .zeroConcentrated: return try self.rho(rho)
    case .pure:
      return try #require(
        PrivacyCost((2 * value).squareRoot(roundedDownToSignificantBits: 9), under: definition)
      )
    }
  }

  @Test(arguments: Strategies.all.map(\.name), PrivacyDefinition.allCases)
  func `spends no more than its price, and nearly all`(
    name: String,
    definition: PrivacyDefinition
  ) throws {
    let strategy = try #require(Strategies.named(name))
    for price in ["1/100", "3/2"] {
      let limit = try cost(price, definition)
      let transcript = try transcript(of: strategy, on: table(rows: 2_000), cost: limit)
      let spent = transcript.cost(under: definition)
      #expect(spent <= limit)
      #expect(spent.value > limit.value * Rational(9, 10), "\(name) left a tenth")
    }
  }

  @Test(arguments: Strategies.all.map(\.name), PrivacyDefinition.allCases)
  func `every part is worth what it cost`(name: String, definition: PrivacyDefinition) throws {
    let strategy = try #require(Strategies.named(name))
    let cost = try cost("1/10", definition)
    let transcript = try transcript(of: strategy, on: table(rows: 500), cost: cost)
    for entry in transcript.entries {
      let mechanism =
        switch entry.answer {
        case .measurement(let measurement): mechanism(measurement.noise, distances: 1)
        case .errors(let errors): mechanism(errors.noise, distances: errors.cliques.count)
        case .selection(let selection): PricedMechanism.exponential(rate: selection.rate)
        }
      let price = try #require(mechanism.price(under: definition))
      #expect(price <= entry.cost)
      #expect(price.value > entry.cost.value * Rational(999_999, 1_000_000))
    }
  }

  /// The noise on so many distances, or on one marginal, each moved by 1.
  private func mechanism(_ noise: Noise, distances: Int) -> PricedMechanism {
    switch noise {
    case .discreteGaussian(let variance):
      .discreteGaussian(sensitivitySquared: distances, variance: variance)
    case .discreteLaplace(let scale): .discreteLaplace(sensitivity: distances, scale: scale)
    }
  }

  @Test(arguments: Strategies.all.map(\.name), PrivacyDefinition.allCases)
  func `measures every attribute, of no rows too`(
    name: String,
    definition: PrivacyDefinition
  ) throws {
    let strategy = try #require(Strategies.named(name))
    for rows in [0, 1, 300] {
      let cost = try cost("1/50", definition)
      let transcript = try transcript(of: strategy, on: table(rows: rows), cost: cost)
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

  @Test(
    arguments: Strategies.all.map(\.name).filter { $0 != "independent" },
    PrivacyDefinition.allCases
  )
  func `finds the pairs that go together`(name: String, definition: PrivacyDefinition) throws {
    let strategy = try #require(Strategies.named(name))
    let cost = try cost("2", definition)
    let transcript = try transcript(of: strategy, on: table(rows: 5_000), cost: cost)
    let cliques = transcript.measurements.map(\.clique)
    // a, b and c determine each other, all but b's seventh: a tree needs two of the three pairs.
    let pairs: [Clique] = [[0, 1], [0, 2], [1, 2]]
    let found = pairs.count { pair in cliques.contains(where: pair.isSubset) }
    #expect(found >= 2)
  }

  @Test(arguments: Strategies.all.map(\.name)) func `keeps the model within its size`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    let table = table(rows: 2_000)
    for cells in [50, 70, 300] {
      let transcript = try transcript(of: strategy, on: table, cost: rho("1/20"), cells: cells)
      let cliques = transcript.measurements.map(\.clique)
      #expect(JunctionTree.cellCount(domain: table.domain, cliques: cliques) <= cells)
      #expect(
        try transcript.cost(under: .zeroConcentrated).value > rho("1/20").value * Rational(9, 10)
      )
    }
  }

  @Test(arguments: Strategies.all.map(\.name))
  func `asks about no marginal above the limit, though the model has room`(name: String) throws {
    let strategy = try #require(Strategies.named(name))
    let sizes = [1_100, 1_000, 3]
    let table = EncodedTable(
      domain: Domain(sizes.enumerated().map { Attribute(name: "\($0)", size: $1) }),
      columns: sizes.map { size in (0..<20_000).map { UInt32($0 % 100 % size) } }
    )
    let transcript = try transcript(of: strategy, on: table, cost: rho("2"), cells: 1 << 23)
    let asked = transcript.entries.flatMap { entry in
      switch entry.answer {
      case .measurement(let measurement): [measurement.clique]
      case .errors(let errors): errors.cliques
      case .selection(let selection): selection.candidates
      }
    }
    #expect(!asked.isEmpty)
    #expect(!asked.contains { Clique([0, 1]).isSubset(of: $0) })
  }

  @Test(arguments: Strategies.all.map(\.name)) func `counts impossible combinations in its size`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    let table = table(rows: 2_000)
    let impossible = [ImpossibleCombination(clique: [1, 3], levels: [[0], [5, 6]])]
    for cells in [170, 400] {
      let transcript = try transcript(
        of: strategy,
        on: table,
        cost: rho("1/2"),
        cells: cells,
        impossible: impossible
      )
      let cliques = transcript.measurements.map(\.clique) + [[1, 3]]
      #expect(JunctionTree.cellCount(domain: table.domain, cliques: cliques) <= cells)
    }
  }

  @Test(arguments: ["aim", "mwem", "grove"]) func `measures what the workload asks for`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    let workload = Workload([.init(clique: [0, 2], weight: 7)])
    let transcript = try transcript(
      of: strategy,
      on: table(rows: 5_000),
      cost: rho("2"),
      workload: workload
    )
    let pairs = transcript.measurements.map(\.clique).filter { $0.count > 1 }
    #expect(!pairs.isEmpty && pairs.allSatisfy { $0 == [0, 2] })
  }

  @Test(arguments: ["aim", "mwem", "mst"]) func `a weight draws choices to its marginal`(
    name: String
  ) throws {
    let strategy = try #require(Strategies.named(name))
    let table = table(rows: 3_000)
    let even = Workload.all(degree: 2, of: table.domain).queries
    let workload = Workload(even + [.init(clique: [1, 2], weight: 3_000)])
    let transcript = try transcript(of: strategy, on: table, cost: rho("2"), workload: workload)
    let first = transcript.entries.lazy.compactMap { entry -> Clique? in
      guard case .selection(let selection) = entry.answer else { return nil }
      return selection.candidates[selection.chosen]
    }.first
    #expect(first == [1, 2])
  }

  @Test func `AIM spends its budget to the last part, and its noise only falls`() throws {
    let price = try rho("3/7")
    let transcript = try transcript(of: AdaptiveIterative(), on: table(rows: 1_000), cost: price)
    #expect(transcript.cost(under: .zeroConcentrated) == price)
    // The last round spends what is left, which may be less than the round before it.
    let rounds = transcript.measurements.dropFirst(4).dropLast()
    let variances = rounds.map(\.noise.approximateVariance)
    #expect(zip(variances, variances.dropFirst()).allSatisfy { $0 >= $1 })
    let (first, last) = (try #require(variances.first), try #require(variances.last))
    #expect(last < first)
    let oneWays = transcript.measurements.prefix(4).map(\.noise.approximateVariance)
    #expect(oneWays.allSatisfy { abs($0 / first - 0.25) < 1e-5 })
  }

  @Test func `the record of a choice tells what was public about each score`() throws {
    let table = table(rows: 2_000)
    for (name, strategy) in [("aim", Strategies.named("aim")), ("mwem", Strategies.named("mwem"))] {
      let transcript = try transcript(of: #require(strategy), on: table, cost: rho("1/10"))
      for case .selection(let selection) in transcript.entries.map(\.answer) {
        for (clique, terms) in zip(selection.candidates, selection.terms) {
          guard case .distance(let weight, let penalty) = terms else {
            Issue.record("\(terms)")
            continue
          }
          #expect(weight == (name == "aim" ? 3 * clique.count : 1))
          #expect(penalty > 0)
        }
      }
    }
    let network = try transcript(of: BayesianNetwork(), on: table, cost: rho("1"))
    let selections = network.entries.compactMap { entry -> Selection? in
      if case .selection(let selection) = entry.answer { selection } else { nil }
    }
    #expect(!selections.isEmpty)
    for (clique, terms) in selections.flatMap({ zip($0.candidates, $0.terms) }) {
      guard case .dependence(let child, let total, _) = terms else {
        Issue.record("\(terms)")
        continue
      }
      #expect(clique.contains(child) && total == PublicShares.total)
    }
  }

  @Test func `a network has every attribute once, and choices end with the attributes`() throws {
    let transcript = try transcript(of: BayesianNetwork(), on: table(rows: 9_000), cost: rho("2"))
    let families = transcript.measurements.map(\.clique).filter { $0.count > 1 }
    #expect(families.count <= 3 && !families.isEmpty)
    // The unlikely case in which no noise would hide a family of three: a, b and c.
    #expect(families.contains { $0.count == 3 })
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

  @Test(arguments: PrivacyDefinition.allCases)
  func `Grove keeps the model within its size and measures rare levels in runs`(
    definition: PrivacyDefinition
  ) throws {
    let table = table(rows: 2_000)
    let cost = try cost("1/20", definition)
    let transcript = try transcript(of: Grove(), on: table, cost: cost, cells: 300)
    let cliques = transcript.measurements.map(\.clique)
    #expect(JunctionTree.cellCount(domain: table.domain, cliques: cliques) <= 300)
    let wide = transcript.measurements.filter { $0.clique.count == 2 && $0.clique.contains(3) }
    #expect(wide.allSatisfy { !$0.shape.isFine })
  }

  @Test func `Grove looks at triples once it knows the pairs`() throws {
    let table = table(rows: 2_000)
    let transcript = try transcript(
      of: Grove(),
      on: table,
      cost: try cost("1/20", .zeroConcentrated),
      workload: .all(degree: 3, of: table.domain)
    )
    let greatest = transcript.entries.compactMap { entry in
      guard case .errors(let errors) = entry.answer else { return nil as Int? }
      return errors.cliques.map(\.count).max()
    }
    #expect(greatest == [2, 3])
  }
}
