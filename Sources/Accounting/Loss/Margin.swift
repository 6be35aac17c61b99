import Arithmetic

/// The rounding errors of the loss report, and what is added so that they can't show.
///
/// All quantities are sums of products of numbers that are not negative. So a computed value falls
/// short of the exact one by a relative error that is counted here, and a value raised by more than
/// that is an upper bound. Nothing is subtracted, and nothing cancels.
enum Margin {
  /// What a mass or a coefficient is raised by: more than a thousand units in the last place, of
  /// which a formula of exponentials whose arguments are below 700 uses some hundreds.
  static let formula = 0x1p-40

  /// No weight and no profile is below this: then no product of two is subnormal.
  static let least = 0x1p-400

  /// The factor that makes a computed sum of `terms` products an upper bound of the exact one.
  ///
  /// Each product and each addition errs by 2⁻⁵³ at most; twice that is taken.
  static func factor(terms: Int) -> Double { 1 + Double(terms + 4) * 0x1p-52 }

  /// eˣ − 1 for x ≥ 0, with a relative error below 2⁻⁴⁵.
  ///
  /// Up to 1 its series is summed, whose terms are positive; the rest after 18 terms is below 10⁻¹⁷
  /// of the sum. Beyond 1 the subtraction magnifies the error of the exponential less than twofold.
  static func exponentialLessOne(_ x: Double) -> Double {
    guard x <= 1 else { return Elementary.exp(x) - 1 }
    return stride(from: 18.0, to: 0, by: -1).reduce(0) { sum, count in x / count * (1 + sum) }
  }
}
