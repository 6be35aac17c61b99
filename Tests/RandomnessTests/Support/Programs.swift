import Arithmetic
import Randomness

/// A program on fair bits: the inductive type `prog` of the machine-checked development, run on a
/// tape as its `exec` runs it.
struct Program<Value> {
  let run: (inout Tape) -> Value

  static func ret(_ value: Value) -> Program { Program { _ in value } }

  func bind<Next>(_ next: @escaping (Value) -> Program<Next>) -> Program<Next> {
    Program<Next> { tape in next(run(&tape)).run(&tape) }
  }

  static func loop<State>(
    _ body: @escaping (State) -> Program<Either<State, Value>>,
    _ start: State
  ) -> Program {
    Program { tape in
      var state = start
      while true {
        switch body(state).run(&tape) {
        case .inl(let next): state = next
        case .inr(let value): return value
        }
      }
    }
  }

  static func until(_ body: Program<Either<Void, Value>>) -> Program {
    loop({ _ in body }, ())
  }
}

enum Either<Left, Right> {
  case inl(Left)
  case inr(Right)
}

/// The sampling programs, transcribed from the definitions in BernoulliPrograms.v, NoisePrograms.v,
/// ExponentialMechanism.v and EndToEnd.v: slow, and with nothing in common with the library's.
///
/// A planted mistake makes them wrong in one way, to show that a check would find it.
struct Programs {
  typealias Z = BigInteger

  /// A way to be wrong.
  enum Mistake: CaseIterable {
    case wrongParity, halvedDeviation, droppedSign, doubledZero, modulo
    case mostSignificantFirst, signBeforeSize, unreadCertainty
  }

  var mistake: Mistake?

  static var flip: Program<Bool> { Program<Bool> { $0.bit() } }

  func nbits(_ k: Int) -> Program<Z> {
    guard k > 0 else { return .ret(0) }
    return Programs.flip.bind { b in
      nbits(k - 1).bind { x in
        let place: Z = b ? 1 : 0
        return .ret(mistake == .mostSignificantFirst ? x + (place << (k - 1)) : 2 * x + place)
      }
    }
  }

  func log2Up(_ d: Z) -> Int {
    var k = 0
    var power: Z = 1
    while power < d {
      power *= 2
      k += 1
    }
    return k
  }

  func uniform(_ d: Z) -> Program<Z> {
    let body = nbits(log2Up(d)).bind { x -> Program<Either<Void, Z>> in
      if mistake == .modulo { return .ret(.inr(x.quotientAndRemainder(dividingBy: d).remainder)) }
      return .ret(x < d ? .inr(x) : .inl(()))
    }
    return .until(body)
  }

  func bern(_ n: Z, _ d: Z) -> Program<Bool> {
    if mistake == .unreadCertainty, n.isZero { return .ret(false) }
    return uniform(d).bind { u in .ret(u < n) }
  }

  func odd(_ k: Z) -> Bool { k.quotientAndRemainder(dividingBy: 2).remainder == 1 }

  func bexp1(_ n: Z, _ d: Z) -> Program<Bool> {
    func body(_ k: Z) -> Program<Either<Z, Bool>> {
      bern(n, d * k).bind { b in
        .ret(b ? .inl(k + 1) : .inr(odd(k) != (mistake == .wrongParity && k > 1)))
      }
    }
    return .loop(body, 1)
  }

  func bexpq(_ q: Z, _ n: Z, _ d: Z) -> Program<Bool> {
    guard !q.isZero else { return bexp1(n, d) }
    return bexp1(1, 1).bind { b in b ? bexpq(q - 1, n, d) : .ret(false) }
  }

  func bexp(_ n: Z, _ d: Z) -> Program<Bool> {
    let (quotient, remainder) = n.flooredQuotientAndRemainder(dividingBy: d)
    return bexpq(quotient, remainder, d)
  }

  func uexp(_ t: Z) -> Program<Z> {
    .until(uniform(t).bind { u in bexp(u, t).bind { b in .ret(b ? .inr(u) : .inl(())) } })
  }

  var geo1: Program<Z> {
    .loop({ v in bexp1(1, 1).bind { b in .ret(b ? .inl(v + 1) : .inr(v)) } }, 0 as Z)
  }

  func xs(_ t: Z) -> Program<Z> { uexp(t).bind { u in geo1.bind { v in .ret(u + t * v) } } }

  func ys(_ t: Z, _ s: Z) -> Program<Z> {
    xs(t).bind { x in .ret(x.flooredQuotientAndRemainder(dividingBy: s).quotient) }
  }

  func laplace(_ t: Z, _ s: Z) -> Program<Z> {
    func signed(_ y: Z, _ b: Bool) -> Either<Void, Z> {
      if !b { return .inr(y) }
      return y.isZero && mistake != .doubledZero ? .inl(()) : .inr(-y)
    }
    if mistake == .droppedSign { return ys(t, s) }
    if mistake == .signBeforeSize {
      return .until(Programs.flip.bind { b in ys(t, s).bind { y in .ret(signed(y, b)) } })
    }
    return .until(ys(t, s).bind { y in Programs.flip.bind { b in .ret(signed(y, b)) } })
  }

  func gcoin(_ num: Z, _ den: Z, _ t: Z, _ y: Z) -> Program<Bool> {
    let distance = y.magnitude * den * t - num
    return bexp(distance * distance, 2 * num * den * t * t)
  }

  func dgauss(_ num: Z, _ den: Z, _ t: Z) -> Program<Z> {
    let den = mistake == .halvedDeviation ? 4 * den : den
    return .until(
      laplace(t, 1).bind { y in
        gcoin(num, den, t, y).bind { b in .ret(b ? .inr(y) : .inl(())) }
      }
    )
  }

  /// `exponential_program` for m = `gaps.count` candidates.
  func exponentialMechanism(_ gaps: [Int], _ n: Z, _ d: Z) -> Program<Z> {
    .until(
      uniform(Z(gaps.count)).bind { i in
        bexp(n * Z(gaps[i.int ?? 0]), d).bind { b in .ret(b ? .inr(i) : .inl(())) }
      }
    )
  }

  func measure(_ num: Z, _ den: Z, _ t: Z, _ counts: [Int]) -> Program<[Z]> {
    guard let first = counts.first else { return .ret([]) }
    return dgauss(num, den, t).bind { z in
      measure(num, den, t, Array(counts.dropFirst())).bind { .ret([Z(first) + z] + $0) }
    }
  }

  /// t = ⌊σ⌋ + 1, by counting up to it in powers of two.
  static func proposalScale(_ variance: Rational) -> Z {
    func isAtMostDeviation(_ r: Z) -> Bool {
      r * r * variance.denominator < variance.numerator
        || r * r * variance.denominator == variance.numerator
    }
    var step: Z = 1
    while isAtMostDeviation(step) { step *= 2 }
    var root: Z = 0
    while !step.isZero {
      if isAtMostDeviation(root + step) { root += step }
      step = step.quotientAndRemainder(dividingBy: 2).quotient
    }
    return root + 1
  }
}
