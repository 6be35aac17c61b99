import Arithmetic
import Randomness

/// The exact distribution of a sampler, as far as strings of a given number of bits decide it.
struct Enumeration {
  /// The number of bits.
  let depth: Int
  /// For each result, in units of 2^−depth, the probability that the bits decide for it.
  private(set) var masses: [Int: Int] = [:]
  /// The probability that they do not decide, in the same units.
  private(set) var undecided = 0

  /// Runs the sampler on every string of `depth` bits: once for each group of strings that begin
  /// with the bits it reads.
  init(depth: Int, _ sample: (inout Tape) -> Int) {
    self.depth = depth
    var prefix: [Bool] = []
    while true {
      var tape = Tape(prefix, zerosUntil: depth)
      let value = sample(&tape)
      if tape.position <= depth {
        masses[value, default: 0] += 1 << (depth - tape.position)
      } else {
        undecided += 1
      }
      // The next string that differs within the bits read: flip the last zero of them.
      let read = min(tape.position, depth)
      prefix += Array(repeating: false, count: max(0, read - prefix.count))
      prefix.removeLast(prefix.count - read)
      while prefix.last == true { prefix.removeLast() }
      guard !prefix.isEmpty else { return }
      prefix[prefix.count - 1] = true
    }
  }

  /// The results whose probability cannot be the given one, ascending.
  ///
  /// The true probability of x lies between its mass and that plus the undecided mass; the given
  /// one is correct to 38 digits.
  func contradictions(to probabilities: [Int: Rational]) -> [Int] {
    let unit = Rational(1, BigInteger(1) << depth)
    let slack = Rational(1, BigInteger(10).power(38))
    return probabilities.keys.sorted().filter { value in
      guard let probability = probabilities[value] else { return false }
      let mass = masses[value, default: 0]
      return Rational(mass) * unit > probability + slack
        || Rational(mass + undecided) * unit < probability - slack
    }
  }

  /// The depth for the build at hand: every further bit doubles the work.
  static var usualDepth: Int {
    #if DEBUG
    14
    #else
    20
    #endif
  }
}
