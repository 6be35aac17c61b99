/// A point of edwards25519 in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z.
///
/// - Source: RFC 8032, section 5.1.4; Hisil, Wong, Carter and Dawson, ASIACRYPT 2008.
struct Point: Sendable {
  let x: FieldElement
  let y: FieldElement
  let z: FieldElement
  let t: FieldElement

  /// The neutral point (0, 1).
  static let neutral = Point(x: .zero, y: .one, z: .one, t: .zero)

  /// B: y = 4/5, and x even.
  ///
  /// - Source: RFC 8032, section 5.1.
  static let base: Point = {
    let y = FieldElement(4) * FieldElement(5).inverse
    guard let point = Point(decoding: y.bytes) else {
      preconditionFailure("4/5 is the y of a point")
    }
    return point
  }()

  init(x: FieldElement, y: FieldElement, z: FieldElement, t: FieldElement) {
    self.x = x
    self.y = y
    self.z = z
    self.t = t
  }

  /// Reads 32 bytes: y, and in the topmost bit the sign of x; nil where no such point exists.
  ///
  /// Read are also y ≥ p and a sign for x = 0, as in the reference implementation, OpenSSL and Go:
  /// verdicts on signatures must not differ from theirs. The time depends on the bytes.
  ///
  /// - Source: RFC 8032, section 5.1.3.
  init?(decoding bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    let y = FieldElement(littleEndian: bytes.span)
    let square = y.squared
    guard
      let root = FieldElement.squareRoot(
        of: square - .one,
        over: FieldElement.d * square + .one
      )
    else { return nil }
    let x = root.isOdd == (bytes[31] >> 7 == 1) ? root : -root
    self.init(x: x, y: y, z: .one, t: x * y)
  }

  /// The 32 bytes that stand for the point.
  ///
  /// - Source: RFC 8032, section 5.1.2.
  var bytes: [UInt8] { projective.bytes }

  static prefix func - (point: Point) -> Point {
    Point(x: -point.x, y: point.y, z: point.z, t: -point.t)
  }

  /// The point without its fourth coordinate, for doubling.
  var projective: ProjectivePoint { ProjectivePoint(x: x, y: y, z: z) }

  /// The point prepared for being added.
  var addend: Addend {
    Addend(yPlusX: y + x, yMinusX: y - x, twiceZ: z + z, t2d: t * FieldElement.twiceD)
  }

  /// The sum; the formula has no exceptions.
  @inline(__always)
  static func + (left: Point, right: Addend) -> CompletedPoint {
    left.adding(right.yPlusX, right.yMinusX, t2d: right.t2d, doubled: left.z * right.twiceZ)
  }

  @inline(__always)
  static func - (left: Point, right: Addend) -> CompletedPoint {
    left.adding(right.yMinusX, right.yPlusX, t2d: -right.t2d, doubled: left.z * right.twiceZ)
  }

  @inline(__always)
  static func + (left: Point, right: AffineAddend) -> CompletedPoint {
    left.adding(right.yPlusX, right.yMinusX, t2d: right.t2d, doubled: left.z + left.z)
  }

  @inline(__always)
  static func - (left: Point, right: AffineAddend) -> CompletedPoint {
    left.adding(right.yMinusX, right.yPlusX, t2d: -right.t2d, doubled: left.z + left.z)
  }

  /// RFC 8032, section 5.1.4: A, B, C and D there are b, a, c and `doubled` here.
  @inline(__always)
  private func adding(
    _ yPlusX: FieldElement,
    _ yMinusX: FieldElement,
    t2d: FieldElement,
    doubled: FieldElement
  ) -> CompletedPoint {
    let a = (y + x) * yPlusX
    let b = (y - x) * yMinusX
    let c = t * t2d
    return CompletedPoint(x: a - b, y: a + b, z: doubled + c, t: doubled - c)
  }
}
