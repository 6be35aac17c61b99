import Foundation
import Marginals

/// A whole joint distribution, cell by cell: what small models are checked against.
struct BruteForce {
  let domain: Domain
  /// The probability of every cell of the domain's table, row-major.
  let cells: [Double]

  /// The distribution ∝ exp(Σ θ).
  init(domain: Domain, parameters: [(clique: Clique, values: [Double])]) {
    self.domain = domain
    let shape = domain.attributes.map(\.size)
    let logarithms = Self.codes(shape: shape).map { codes in
      parameters.reduce(0.0) { sum, parameter in
        sum + parameter.values[Self.index(of: codes, in: parameter.clique, domain)]
      }
    }
    let largest = logarithms.max() ?? 0
    let weights = logarithms.map { Foundation.exp($0 - largest) }
    let sum = weights.reduce(0, +)
    cells = weights.map { $0 / sum }
  }

  /// The distribution of a clique's attributes.
  func distribution(over clique: Clique) -> [Double] {
    var result = Array(repeating: 0.0, count: domain.cellCount(of: clique))
    for (codes, probability) in zip(Self.codes(shape: domain.attributes.map(\.size)), cells) {
      result[Self.index(of: codes, in: clique, domain)] += probability
    }
    return result
  }

  /// All combinations of codes, the last fastest.
  static func codes(shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { prefixes, size in
      prefixes.flatMap { prefix in (0..<size).map { prefix + [$0] } }
    }
  }

  /// The cell of a clique's table in which a row lies.
  static func index(of codes: [Int], in clique: Clique, _ domain: Domain) -> Int {
    clique.attributes.reduce(0) { $0 * domain.size($1) + codes[$1] }
  }
}

/// Numbers that are the same on every run.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// A number in 0..<1.
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }

  /// A whole number in 0..<bound.
  mutating func next(below bound: Int) -> Int { Int(next() * Double(bound)) }

  /// A number from the standard normal distribution.
  mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + next() } }
}

/// A domain of attributes with these sizes.
func domain(_ sizes: Int...) -> Domain { domain(sizes) }

/// A domain of attributes with these sizes.
func domain(_ sizes: [Int]) -> Domain {
  Domain(sizes.enumerated().map { Attribute(name: "a\($0.offset)", size: $0.element) })
}

/// The largest distance between two tables' cells.
func distance(_ left: [Double], _ right: [Double]) -> Double {
  left.count == right.count
    ? zip(left, right).map { abs($0 - $1) }.max() ?? 0 : .infinity
}
