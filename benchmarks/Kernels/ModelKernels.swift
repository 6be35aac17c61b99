import GraphicalModels
import Marginals
import Randomness

extension Kernel {
  private static func model(_ workbench: Workbench) -> Model {
    Model(
      domain: Workbench.domain,
      total: Double(Workbench.rowCount),
      parameters: workbench.parameters
    )
  }

  /// One calibration of the chain: from parameters to the marginals of all cliques.
  static func beliefs(_ workbench: Workbench) -> Kernel {
    let cells = workbench.parameters.entries.reduce(0) { $0 + $1.values.count }
    return Kernel(unit: "cell") {
      let (model, seconds) = Stopwatch.time { Self.model(workbench) }
      let counts = model.expectedCounts(over: Workbench.chain[3])
      return Round(
        units: cells,
        seconds: seconds,
        checksum: counts.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
      )
    }
  }

  /// A plain sum over the chain's parameters.
  static func summing(_ workbench: Workbench) -> Kernel {
    let tables = workbench.parameters.entries.map(\.values)
    return Kernel(unit: "cell") {
      let (sum, seconds) = Stopwatch.time {
        tables.reduce(0.0) { $0 + $1.reduce(0, +) }
      }
      return Round(units: tables.reduce(0) { $0 + $1.count }, seconds: seconds, checksum: sum)
    }
  }

  /// Rows from the chain's model, as the peer draws them: without refinement.
  static func rows(_ workbench: Workbench) -> Kernel { rows(workbench, .none) }

  /// Rows from the chain's model, as a release has them.
  static func refinedRows(_ workbench: Workbench) -> Kernel { rows(workbench, .standard) }

  private static func rows(_ workbench: Workbench, _ refinement: RowRefinement) -> Kernel {
    let model = Self.model(workbench)
    let count = refinement == .none ? 1_000_000 : 100_000
    let seed = Array(repeating: UInt8(1), count: 32)
    return Kernel(unit: "row") {
      let (rows, seconds) = Stopwatch.time {
        RowSampler.rows(
          from: model,
          count: count,
          stream: SamplingStream(seed: seed, domain: "benchmarks"),
          refinement: refinement
        )
      }
      // It tells the rows' order too: 53 bits of a polynomial of all codes.
      let checksum = rows.columns.joined().reduce(UInt64(0)) { $0 &* 1_000_003 &+ UInt64($1) }
      return Round(units: count, seconds: seconds, checksum: Double(checksum >> 11))
    }
  }
}
