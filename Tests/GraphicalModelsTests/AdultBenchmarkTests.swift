import Arithmetic
import Foundation
import GraphicalModels
import Marginals
import Testing

/// The noisy marginals of the file, in units of a millionth of a row so that they are whole.
private struct Benchmark: Decodable {
  struct Noisy: Decodable {
    let clique: [String]
    let values: [Double]
  }
  let attributes: [String: Int]
  let total: Double
  let sigma: Double
  let measurements: [Noisy]

  static let unit = 1e6

  static func load() throws -> Benchmark {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Vectors/adult-benchmark.json")
    return try JSONDecoder().decode(Benchmark.self, from: Data(contentsOf: file))
  }

  /// The attributes, in an order in which every clique of the file ascends.
  var domain: Domain {
    var names = measurements.map(\.clique).filter { $0.count == 1 }.map { $0[0] }
    var moved = true
    while moved {
      moved = false
      for clique in measurements.map(\.clique) where clique.count == 2 {
        guard let first = names.firstIndex(of: clique[0]),
          let second = names.firstIndex(of: clique[1]), first > second
        else { continue }
        names.swapAt(first, second)
        moved = true
      }
    }
    return Domain(names.map { Attribute(name: $0, size: attributes[$0] ?? 1) })
  }

  func measured(in domain: Domain) -> [Marginals.Measurement] {
    measurements.map { noisy in
      Marginals.Measurement(
        clique: domain.clique(named: noisy.clique) ?? [],
        values: noisy.values.map { Int(($0 * Self.unit).rounded()) },
        noise: .discreteGaussian(
          variance: Rational(exactly: sigma * sigma * Self.unit * Self.unit)
        )
      )
    }
  }
}

#if DEBUG
private let isRelease = false
#else
private let isRelease = true
#endif

@Suite struct AdultBenchmarkTests {
  @Test(.enabled(if: isRelease))
  func `a thorough fit beats the peers' losses`() throws {
    let benchmark = try Benchmark.load()
    let domain = benchmark.domain
    let total = benchmark.total * Benchmark.unit
    let measured = benchmark.measured(in: domain)
    let model = Model.fitted(to: measured, domain: domain, total: total, settings: .thorough)
    let loss = try #require(model.loss)
    // Peers: 4,896 by mirror descent and 4,079 by an accelerated method, 5,000 iterations each.
    #expect(loss < 4_100)
    let gap = try #require(model.dualityGap)
    // The optimum is known to a fifth; that peers' longer runs end at 4,079 says that it is there.
    #expect(gap > 0 && gap < 0.2 * loss)
  }

  @Test(.enabled(if: isRelease))
  func `the standard fit comes near`() throws {
    let benchmark = try Benchmark.load()
    let domain = benchmark.domain
    let model = Model.fitted(
      to: benchmark.measured(in: domain),
      domain: domain,
      total: benchmark.total * Benchmark.unit
    )
    #expect(try #require(model.loss) < 4_300)
  }
}
