import Arithmetic
import Foundation
import Testing

/// Numbers of all sizes, the same on every run (a 64-bit linear congruential generator).
private func numbers(_ count: Int, in range: ClosedRange<Double>) -> [Double] {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound
      + (range.upperBound - range.lowerBound) * (Double(state >> 11) * 0x1p-53)
  }
}

/// The distance of a result from the expected value, in units of the latter's last place.
private func unitsInTheLastPlace(_ result: Double, from expected: Double) -> Double {
  abs(result - expected) / expected.ulp
}

/// A digest of bit patterns that any single changed bit changes (FNV-1a over words).
private func digest(_ values: [Double]) -> UInt64 {
  values.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ $1.bitPattern) &* 0x0000_0100_0000_01b3 }
}

@Suite struct ElementaryTests {
  @Test(arguments: [-745.0...(-700.0), -700.0...700.0, -1.0...1.0, -1e-9...1e-9, 700.0...709.7])
  func `exp is within two units of the system's`(range: ClosedRange<Double>) {
    let worst =
      numbers(20_000, in: range).map { x in
        unitsInTheLastPlace(Elementary.exp(x), from: Foundation.exp(x))
      }.max() ?? .infinity
    #expect(worst <= 2)
  }

  @Test func `exp has its limits`() {
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(-0.0) == 1)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(-746) == 0)
    #expect(Elementary.exp(-745) == .leastNonzeroMagnitude)
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(709.78) < .infinity)
    #expect(Elementary.exp(709.79) == .infinity)
    #expect(Elementary.exp(.nan).isNaN)
  }

  @Test func `exponentials of whole arrays are those of numbers, 0 under the normal ones`() {
    let values = numbers(20_000, in: -708.3...709)
    #expect(Elementary.exponentials(of: values, minus: 0) == values.map { Elementary.exp($0) })
    let tiny: [Double] = [-708.8, -710, -746, -1e9, -.infinity]
    #expect(Elementary.exponentials(of: tiny, minus: 0) == tiny.map { _ in 0 })
    #expect(Elementary.exponentials(of: [.nan, 1], minus: 1)[0].isNaN)
    #expect(Elementary.exponentials(of: [], minus: 1).isEmpty)
  }

  @Test func `log is within two units of the system's`() {
    let logarithms = numbers(20_000, in: -708...709).map(Foundation.exp)
    for x in logarithms + numbers(20_000, in: 0.5...1.5)
      + numbers(1_000, in: .leastNonzeroMagnitude...1e-308)
    {
      #expect(unitsInTheLastPlace(Elementary.log(x), from: Foundation.log(x)) <= 2)
    }
  }

  @Test func `log has its limits`() {
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-0.0) == -.infinity)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log(.nan).isNaN)
    #expect(abs(Elementary.log(.leastNonzeroMagnitude) + 744.4400719213812) < 1e-12)
  }

  /// Values of mpmath 1.3, 40 digits.
  @Test(arguments: [
    (-700, 9.85967654375977e-305), (-100, 3.720075976020836e-44),
    (-39.5, 7.004352026168645e-18), (-20, 2.0611536181902037e-09),
    (-5.25, 0.00522019669535323), (-2, 0.12002823898764123), (-1, 0.2784645427610738),
    (-0.5, 0.4046738485459385), (0, 0.5671432904097838), (0.25, 0.6621950814645123),
    (0.99, 0.9950062552050569), (1, 1.0), (1.01, 1.0050062447884325),
    (1.5, 1.2649597201255005), (2, 1.5571455989976115), (3.75, 2.7414961781951313),
    (10, 7.929420095019697), (33.3, 29.902072217085582), (100, 95.44148664557584),
    (12345.678, 12336.257702014174), (1000000.0, 999986.1845032576),
    (1000000000000000.0, 999999999999965.5),
  ])
  func `Wright omega has its known values`(x: Double, expected: Double) {
    let units = unitsInTheLastPlace(Elementary.wrightOmega(x), from: expected)
    #expect(units <= 4 + max(0, -x))
  }

  @Test(arguments: [-600.0...(-30.0), -30.0...0.0, -3.0...3.0, 0.0...50.0, 50.0...1e6])
  func `Wright omega solves its equation`(range: ClosedRange<Double>) {
    for x in numbers(20_000, in: range) {
      let w = Elementary.wrightOmega(x)
      // A relative change δ of w changes w + ln w by (1 + w)·δ; what remains is rounding.
      let residual = abs((x - Foundation.log(w)) - w)
      #expect(residual <= 3 * (abs(x).ulp + w.ulp + 1.0.ulp), "x = \(x)")
    }
  }

  @Test func `Wright omega has its limits`() {
    #expect(Elementary.wrightOmega(-.infinity) == 0)
    #expect(Elementary.wrightOmega(-800) == 0)
    #expect(Elementary.wrightOmega(.infinity) == .infinity)
    #expect(Elementary.wrightOmega(1e300) == 1e300)
    #expect(Elementary.wrightOmega(.nan).isNaN)
  }

  @Test func `every bit is the same on every machine and in every build`() {
    let wide = numbers(4_096, in: -760...720)
    #expect(digest(wide.map { Elementary.exp($0) }) == 11_947_580_722_821_297_265)
    #expect(digest(wide.map { Elementary.wrightOmega($0) }) == 1_328_601_008_210_682_487)
    #expect(
      digest(wide.map { Elementary.log(Elementary.exp($0 * 0.97)) }) == 7_865_713_085_846_303_589
    )
  }

  @Test(arguments: [0, 1, 7, 8, 1_001])
  func `whole arrays get the bits of single numbers`(count: Int) {
    let values = numbers(count, in: -39...300)
    #expect(
      Elementary.exponentials(of: values, minus: 2.5) == values.map { Elementary.exp($0 - 2.5) }
    )
    var logarithms = values
    Elementary.takeLogarithms(&logarithms, floor: 1e-3, scale: 7)
    #expect(logarithms == values.map { Elementary.log(max($0, 1e-3) * 7) })
    var omegas = values
    Elementary.wrightOmega(of: values, minus: 0.5, into: &omegas)
    #expect(omegas == values.map { Elementary.wrightOmega($0 - 0.5) })
    // From within 1 % one step is enough: what remains of a relative error δ is at most δ⁴/36.
    var guessed = omegas.map { $0 * 1.01 }
    Elementary.wrightOmega(of: values, minus: 0.5, into: &guessed, isGuessed: true)
    let worst = zip(guessed, omegas).map { abs($0 / $1 - 1) }.max() ?? 0
    #expect(worst < 1e-8 / 36)
  }
}
