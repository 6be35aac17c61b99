import Arithmetic

/// What the comparisons with the transcribed programs share: how many, on which tapes, over which
/// numbers.
enum Comparison {
  /// Tapes a comparison.
  static var trials: Int {
    #if DEBUG
    600
    #else
    10_000
    #endif
  }

  /// The tape of a trial: fair bits mostly, and some with few or many ones, that reach the long
  /// runs which fair bits hardly ever make.
  static func tape(_ trial: Int) -> Tape {
    let density: Tape.Density =
      switch trial % 8 {
      case 0: .rare
      case 1: .seldom
      case 2: .often
      default: .even
      }
    return Tape(seed: UInt64(trial), density: density)
  }

  /// A number from 1 to 2^width − 1, with any bits.
  static func number(ofWidth width: Int, from generator: inout Tape) -> BigInteger {
    var value: BigInteger = 0
    for read in stride(from: 0, to: width, by: 64) {
      value += BigInteger(generator.bits(min(64, width - read))) << read
    }
    return value.isZero ? 1 : value
  }

  /// A positive fraction whose numbers have up to the given widths.
  static func fraction(ofWidths widths: (Int, Int), from generator: inout Tape) -> Rational {
    let numeratorWidth = Int(generator.bits(32)) % widths.0 + 1
    let denominatorWidth = Int(generator.bits(32)) % widths.1 + 1
    return Rational(
      number(ofWidth: numeratorWidth, from: &generator),
      number(ofWidth: denominatorWidth, from: &generator)
    )
  }

  /// A variance as the price gives it: m·2^e with m of 24 bits, between 2^−30 and 2^54.
  static func price(from generator: inout Tape) -> Rational {
    let factor = number(ofWidth: 24, from: &generator)
    let exponent = Int(generator.bits(6)) - 30
    return exponent < 0
      ? Rational(factor, BigInteger(1) << -exponent) : Rational(factor << exponent)
  }
}
