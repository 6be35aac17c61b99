import Arithmetic
import Testing

@Suite struct GammaTailTests {
  /// ln Q(n, x), computed with 60 digits (Python's decimal) from the finite sum of NIST's Digital
  /// Library of Mathematical Functions, 8.4.10.
  @Test(arguments: [
    (1, 0.5, -0.5), (1, 1000, -1000), (2, 0.001, -4.996669164668331906010795e-7),
    (3, 3, -0.8599338365037292291676975), (10, 2.5, -0.0002773905638262055451269085),
    (10, 30, -11.85235695507191505265495), (16, 16, -0.7619724416920682383735564),
    (17, 17, -0.7598463619795765664426154), (18, 40, -10.26863761788826965221620),
    (100, 60, -0.000001481528730109193883937279), (100, 100, -0.7201048930254739825258723),
    (100, 180, -24.24720913580772107183796), (1000, 900, -0.0005500535173144447312485035),
    (1000, 1000, -0.7015932366459724956799348), (1000, 1500, -98.22056818336461456641375),
    (20000, 20000, -0.6950295836369415855127189), (20000, 20500, -8.399285560667294742360439),
    (20000, 60000, -18034.31809779192775283840),
  ])
  func `Known tails come out to eleven digits of p`(count: Int, sum: Double, expected: Double) {
    let found = Elementary.logarithmOfGammaTail(count: count, sum: sum)
    #expect(abs(found - expected) < 1e-11 * max(1, -expected), "\(count), \(sum): \(found)")
  }

  @Test func `Nothing and everything have their limits`() {
    #expect(Elementary.logarithmOfGammaTail(count: 0, sum: 0) == 0)
    #expect(Elementary.logarithmOfGammaTail(count: 5, sum: 0) == 0)
    #expect(Elementary.logarithmOfGammaTail(count: 5, sum: 1e-300) == 0)
    #expect(Elementary.logarithmOfGammaTail(count: 0, sum: 1) == -.infinity)
    #expect(Elementary.logarithmOfGammaTail(count: 5, sum: .infinity) == -.infinity)
  }

  /// Q(n + 1, x) − Q(n, x) = e^{−x} x^n / n!, by which neighbours on both sides of x hang together.
  @Test func `The tails of neighbouring numbers differ by a term of Poisson's distribution`() {
    for sum in [0.5, 7, 16.5, 40, 300] {
      var (term, next) = (Elementary.exp(-sum), 0.0)
      for count in 1..<200 {
        let tail = Elementary.exp(Elementary.logarithmOfGammaTail(count: count, sum: sum))
        next = tail - next
        #expect(abs(next - term) < 1e-12, "\(count), \(sum)")
        next = tail
        term *= sum / Double(count)
      }
    }
  }

  @Test func `A tail falls with the sum, also where the two sums meet`() {
    for count in [1, 2, 16, 17, 18, 400, 5_000] {
      var last = 1.0
      for step in 0..<400 {
        let sum = Double(count) * Double(step) / 200
        let tail = Elementary.logarithmOfGammaTail(count: count, sum: sum)
        #expect(tail <= last && tail <= 0, "\(count), \(sum)")
        last = tail
      }
    }
  }
}
