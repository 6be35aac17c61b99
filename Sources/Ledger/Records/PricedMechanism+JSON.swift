package import Accounting
import Arithmetic
package import JSON

extension PricedMechanism {
  /// The mechanism's name in the file.
  package var name: String {
    switch self {
    case .discreteGaussian: "discrete-gaussian"
    case .exponential: "exponential"
    case .discreteLaplace: "discrete-laplace"
    case .pure: "pure"
    }
  }

  /// The parameters as the file holds them, every number as exact text.
  var parameters: JSON {
    switch self {
    case .discreteGaussian(let squared, let variance):
      ["sensitivitySquared": .string(String(squared)), "variance": variance.json]
    case .exponential(let rate): ["rate": rate.json]
    case .discreteLaplace(let sensitivity, let scale):
      ["sensitivity": .string(String(sensitivity)), "scale": scale.json]
    case .pure(let epsilon): ["epsilon": epsilon.value.json]
    }
  }

  /// Reads the mechanism of an entry from its members `mechanism` and `parameters`; nil where it is
  /// unknown, or a parameter is missing or not positive.
  package init?(entry: JSON) {
    let parameters = entry["parameters"]
    func positive(_ name: String) -> Rational? {
      parameters?[name]?.exact.flatMap { $0 > 0 ? $0 : nil }
    }
    func count(_ name: String) -> Int? {
      parameters?[name]?.string.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
    switch entry["mechanism"]?.string {
    case "discrete-gaussian":
      guard let squared = count("sensitivitySquared"), let variance = positive("variance") else {
        return nil
      }
      self = .discreteGaussian(sensitivitySquared: squared, variance: variance)
    case "exponential":
      guard let rate = positive("rate") else { return nil }
      self = .exponential(rate: rate)
    case "discrete-laplace":
      guard let sensitivity = count("sensitivity"), let scale = positive("scale") else {
        return nil
      }
      self = .discreteLaplace(sensitivity: sensitivity, scale: scale)
    case "pure":
      guard let epsilon = positive("epsilon").flatMap(Epsilon.init(_:)) else { return nil }
      self = .pure(epsilon: epsilon)
    default: return nil
    }
  }
}
