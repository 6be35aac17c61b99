import Arithmetic
import Randomness
import Testing

struct UniformTests {
  @Test(arguments: 1...40)
  func `every number below a bound is equally likely`(bound: Int) {
    let enumeration = Enumeration(depth: 12) { tape in
      Int(Sampler.uniform(below: UInt64(bound), using: &tape))
    }
    #expect(enumeration.masses.keys.sorted() == Array(0..<bound))
    #expect(Set(enumeration.masses.values).count == 1)
    let share = Rational(1, BigInteger(bound))
    let exact = Dictionary(uniqueKeysWithValues: (0..<bound).map { ($0, share) })
    #expect(enumeration.contradictions(to: exact) == [])
  }

  @Test func `a remainder instead of rejection would be found`() {
    let wrong = Programs(mistake: .modulo)
    let enumeration = Enumeration(depth: 12) { wrong.uniform(5).run(&$0).int ?? -1 }
    let exact = Dictionary(uniqueKeysWithValues: (0..<5).map { ($0, Rational(1, 5)) })
    #expect(!enumeration.contradictions(to: exact).isEmpty)
  }

  @Test func `the first bit read is the least significant, and a bound of one reads none`() {
    var tape = Tape([true, false, false, true, true])
    #expect(Sampler.uniform(below: 16 as UInt64, using: &tape) == 9)
    #expect(tape.position == 4)
    #expect(Sampler.uniform(below: 1 as UInt64, using: &tape) == 0)
    #expect(Sampler.uniform(below: 1 as BigInteger, using: &tape) == 0)
    #expect(tape.position == 4)
  }

  @Test func `all widths agree with the program, in value and in bits read`() {
    for (bound, seed) in bounds.flatMap({ bound in (0..<20).map { (bound, UInt64($0)) } }) {
      let start = Tape(seed: seed)
      var expected = start
      let value = Programs().uniform(bound).run(&expected)
      var wide = start
      #expect(Sampler.uniform(below: bound, using: &wide) == value)
      #expect(wide.position == expected.position)
      if let bound = bound.uint128 {
        var words = start
        #expect(BigInteger(Sampler.uniform(below: bound, using: &words)) == value)
        #expect(words.position == expected.position)
      }
      if let bound = bound.uint64 {
        var word = start
        #expect(BigInteger(Sampler.uniform(below: bound, using: &word)) == value)
        #expect(word.position == expected.position)
      }
    }
  }

  /// Powers of two and their neighbours, across the words' borders.
  private let bounds: [BigInteger] =
    [0, 1, 2, 7, 31, 32, 63, 64, 65, 127, 128, 129, 191, 200].flatMap { exponent -> [BigInteger] in
      let power = BigInteger(1) << exponent
      return [power, power + 1] + (exponent > 0 ? [power - 1] : [])
    }
}
