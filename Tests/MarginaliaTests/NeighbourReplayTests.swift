import Marginalia
import Testing

@Suite struct NeighbourReplayTests {
  /// Every case with every strategy in both orders, 144 pairs of runs with six strategies;
  /// unoptimised a twelfth of them, each case and each strategy among them.
  static let trials: [(NeighbourCase, strategy: String, order: Int)] = {
    let strategies = SynthesisRequest.strategies
    let all = NeighbourCase.all.enumerated().flatMap { place, neighbours in
      strategies.indices.flatMap { strategy in
        (0..<2).map { (place, (neighbours, strategy: strategies[strategy], order: $0), strategy) }
      }
    }
    #if DEBUG
    return all.filter { place, trial, strategy in
      strategy == place % strategies.count && trial.order == place / 2 % 2
    }.map(\.1)
    #else
    return all.map(\.1)
    #endif
  }()

  @Test(arguments: trials.indices)
  func `a neighbour's run with the same answers is the same to the last byte`(
    trial: Int
  ) throws {
    let (neighbours, strategy, order) = NeighbourReplayTests.trials[trial]
    let replay = try NeighbourReplay(neighbours, strategy: strategy)
    let (table, neighbour) = neighbours.orders[order]
    let violations = try replay.violations(table, neighbour)
    #expect(violations == [], "\(neighbours.testDescription), \(strategy), order \(order)")
  }

  /// Every case with every strategy at δ = 0, in one order or the other; unoptimised each strategy
  /// once, on the unit with many rows under one relation or the other.
  static let pureTrials: [(NeighbourCase, strategy: String, order: Int)] = {
    let all = NeighbourCase.all.enumerated().flatMap { place, neighbours in
      SynthesisRequest.strategies.enumerated().map { position, strategy in
        (neighbours, strategy: strategy, order: (place + position) % 2)
      }
    }
    #if DEBUG
    let many = all.filter { $0.0.name == "unit with many rows" }
    return SynthesisRequest.strategies.enumerated().compactMap { position, strategy in
      many.filter { $0.strategy == strategy }.dropFirst(position % 2).first
    }
    #else
    return all
    #endif
  }()

  @Test(arguments: pureTrials.indices)
  func `and so it is at δ = 0, where answers move within the L1 sensitivity`(trial: Int) throws {
    let (neighbours, strategy, order) = NeighbourReplayTests.pureTrials[trial]
    let replay = try NeighbourReplay(neighbours, strategy: strategy, delta: "0")
    let (table, neighbour) = neighbours.orders[order]
    let violations = try replay.violations(table, neighbour)
    #expect(violations == [], "\(neighbours.testDescription), \(strategy), order \(order)")
  }

  @Test(arguments: SynthesisRequest.strategies)
  func `without forced answers two runs differ, so the comparison looks at something`(
    strategy: String
  ) throws {
    let neighbours = NeighbourCase.all[0]
    let replay = try NeighbourReplay(neighbours, strategy: strategy)
    let runs = try (0..<2).map { _ in try replay.run(on: neighbours.tables[0], forcing: nil) }
    #expect(runs[0].files.keys.sorted() == runs[1].files.keys.sorted())
    #expect(runs[0].files.count >= 9)
    for name in ["measurements.json", "synthetic.csv", "model.json", "manifest.dsse.json"] {
      #expect(runs[0].files["release/\(name)"] != runs[1].files["release/\(name)"])
    }
  }
}
