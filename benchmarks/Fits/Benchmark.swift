import Arithmetic
import Foundation
import Marginals

/// The noisy marginals of mbi's convergence benchmark, which are not whole.
///
/// - Source: mbi, examples/convergence_benchmark.py.
struct Benchmark: Decodable {
  /// A noisy marginal.
  struct Noisy: Decodable {
    /// The names of its attributes.
    let clique: [String]

    /// Its cells, row-major.
    let values: [Double]
  }

  /// The attributes' sizes.
  let attributes: [String: Int]

  /// The number of rows, which is known.
  let total: Double

  /// The noise's standard deviation.
  let sigma: Double

  /// The marginals.
  let measurements: [Noisy]

  /// So many units are a row: measurements hold whole numbers.
  static let unit = 1e6

  /// Reads the file.
  init(contentsOf file: URL) throws {
    self = try JSONDecoder().decode(Benchmark.self, from: Data(contentsOf: file))
  }

  /// The attributes, in an order in which every clique of the file ascends.
  var domain: Domain {
    var names = measurements.map(\.clique).filter { $0.count == 1 }.map { $0[0] }
    var isMoved = true
    while isMoved {
      isMoved = false
      for clique in measurements.map(\.clique) where clique.count == 2 {
        guard let first = names.firstIndex(of: clique[0]),
          let second = names.firstIndex(of: clique[1]), first > second
        else { continue }
        names.swapAt(first, second)
        isMoved = true
      }
    }
    return Domain(names.map { Attribute(name: $0, size: attributes[$0] ?? 1) })
  }

  /// The marginals, in units.
  var answers: [Marginals.Measurement] {
    let domain = domain
    let variance = Rational(exactly: sigma * sigma * Self.unit * Self.unit)
    return measurements.map { noisy in
      Marginals.Measurement(
        clique: domain.clique(named: noisy.clique) ?? [],
        values: noisy.values.map { Int(($0 * Self.unit).rounded()) },
        noise: .discreteGaussian(variance: variance)
      )
    }
  }
}
