import Foundation

/// Whether samples fit a distribution over the integers, at a false-alarm rate of 10⁻⁹ a question.
enum GoodnessOfFit {
  /// Whether this is a build in which millions of samples take seconds.
  static var isAffordable: Bool {
    #if DEBUG
    false
    #else
    true
    #endif
  }

  /// The standard normal distribution exceeds it in size with probability 10⁻⁹.
  private static let normalBound = 6.1094

  /// Pearson's test over the integers that are expected ten times or more, the rest in two tails.
  ///
  /// - Source: the quantile of χ² by Wilson and Hilferty, 1931.
  static func accepts(_ samples: [Int], reach: Int, weight: (Int) -> Double) -> Bool {
    let values = Array(-reach...reach)
    let weights = values.map(weight)
    let total = weights.reduce(0, +)
    let expected = weights.map { $0 / total * Double(samples.count) }
    guard let first = expected.firstIndex(where: { $0 >= 10 }),
      let last = expected.lastIndex(where: { $0 >= 10 })
    else { return false }
    var observed = [Double](repeating: 0, count: last - first + 3)
    for sample in samples {
      observed[min(max(sample + reach - first + 1, 0), observed.count - 1)] += 1
    }
    let tails = [expected[..<first].reduce(0, +), expected[(last + 1)...].reduce(0, +)]
    let cells = [tails[0]] + expected[first...last] + [tails[1]]
    // A tail with hardly anything expected would make the statistic's law another one.
    let statistic = zip(observed, cells).reduce(0) { sum, cell in
      sum + (cell.0 - cell.1) * (cell.0 - cell.1) / max(cell.1, 1)
    }
    let degrees = Double(last - first + 2)
    let spread = 2 / (9 * degrees)
    return statistic <= degrees * pow(1 - spread + normalBound * spread.squareRoot(), 3)
  }

  /// Whether mean and variance are those of a symmetric distribution of this variance and fourth
  /// moment.
  static func accepts(_ samples: [Int], variance: Double, fourthMoment: Double) -> Bool {
    let count = Double(samples.count)
    let mean = samples.reduce(0) { $0 + Double($1) } / count
    let square = samples.reduce(0) { $0 + Double($1) * Double($1) } / count
    return abs(mean) <= normalBound * (variance / count).squareRoot()
      && abs(square - variance)
        <= normalBound * ((fourthMoment - variance * variance) / count).squareRoot()
  }
}
