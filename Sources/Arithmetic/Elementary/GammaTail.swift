extension Elementary {
  /// ln of the chance that a sum of `count` independent standard exponentials reaches `sum`: the
  /// upper tail Q(n, x) of the gamma distribution.
  ///
  /// The relative error of e^result is some 10⁻¹³ + n·10⁻¹⁶. Every bit is fixed by IEEE 754.
  ///
  ///     Q(n, x) = Σ_{k < n} e^{−x} x^k / k! = 1 − Σ_{k ≥ n} e^{−x} x^k / k!
  ///
  /// Of the two sums the one that falls from its first term on is taken; it ends where a term
  /// no longer changes it.
  ///
  /// - Precondition: `count` is at least 0, and `sum` is a number that isn't negative.
  /// - Returns: at most 0; −∞ for an infinite sum.
  /// - Complexity: O(√count) terms where `sum` is near `count`, fewer elsewhere.
  /// - Source: NIST Digital Library of Mathematical Functions, 8.4.10 and 8.7.1.
  package static func logarithmOfGammaTail(count: Int, sum: Double) -> Double {
    precondition(count >= 0 && sum >= 0, "a sum of \(count) numbers that is \(sum)")
    guard count > 0 else { return sum > 0 ? -.infinity : 0 }
    guard sum > 0 else { return 0 }
    guard sum < .infinity else { return -.infinity }
    let first: Double
    var (term, total) = (1.0, 1.0)
    if sum >= Double(count) {
      first = logarithmOfPoisson(count - 1, mean: sum)
      var k = Double(count - 1)
      while k > 0 {
        term *= k / sum
        k -= 1
        let next = total + term
        if next == total { break }
        total = next
      }
      return Swift.min(0, first + log(total))
    }
    first = logarithmOfPoisson(count, mean: sum)
    var k = Double(count)
    while true {
      k += 1
      term *= sum / k
      let next = total + term
      if next == total { break }
      total = next
    }
    let below = exp(first + log(total))
    return below < 1 ? log(1 - below) : -.infinity
  }

  /// ln of e^{−x} x^k / k!.
  private static func logarithmOfPoisson(_ k: Int, mean x: Double) -> Double {
    let number = Double(k)
    guard k > 16 else {
      // A product of so few numbers is exact.
      let factorial = (1...Swift.max(1, k)).reduce(1.0) { $0 * Double($1) }
      return number * log(x) - x - log(factorial)
    }
    // Stirling's series, as a deviation of x from k: the large terms cancel before they are rounded.
    let inverse = 1 / number
    let square = inverse * inverse
    let series =
      inverse
      * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))))
    let deviation = number * log(x / number) - (x - number)
    return deviation - 0.5 * log(6.283185307179586 * number) - series
  }
}
