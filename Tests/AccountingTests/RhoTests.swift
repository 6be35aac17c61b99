import Accounting
import Arithmetic
import Testing

@Suite struct RhoTests {
  @Test func `parameters are only made within their range`() {
    #expect(Rho("-1e-300") == nil && Rho("0") == .zero && Rho("1e6") != nil)
    #expect(Epsilon("-1") == nil && Epsilon("0") != nil)
    #expect(Delta("-0.1") == nil && Delta("1") == nil && Delta("0") != nil)
    #expect(Delta("0.9999999999999999999999999999999999") != nil)
    #expect(Rho("one") == nil && Epsilon("") == nil && Delta("1e-9 ") == nil)
  }

  @Test func `a parameter's text is exact, and its decimals hold`() throws {
    let rho = try #require(Rho("2/6"))
    #expect(rho.description == "1/3" && Rho(rho.description) == rho)
    #expect(rho.decimal(significantDigits: 4) == "0.3334")
    #expect(try #require(Epsilon("1.0000001")).decimal(significantDigits: 3) == "1.01")
    #expect(try #require(Delta("1e-9")).decimal(significantDigits: 3) == "1e-9")
  }

  @Test func `parameters are ordered as their values are`() throws {
    let (less, more) = (try #require(Rho("0.333")), try #require(Rho("1/3")))
    #expect(less < more && less + less > more)
    var sum = less
    sum += more
    #expect(sum.value == Rational(1999, 3000))
  }
}
