/// A point as x = X/Z, y = Y/Z: what doubling needs.
struct ProjectivePoint: Sendable {
  let x: FieldElement
  let y: FieldElement
  let z: FieldElement

  static let neutral = ProjectivePoint(x: .zero, y: .one, z: .one)

  /// The point added to itself.
  ///
  /// - Source: RFC 8032, section 5.1.4.
  @inline(__always)
  var doubled: CompletedPoint {
    let a = x.squared
    let b = y.squared
    let zSquared = z.squared
    let sum = b + a
    let difference = b - a
    return CompletedPoint(
      x: (x + y).squared - sum,
      y: sum,
      z: difference,
      t: zSquared + zSquared - difference
    )
  }

  /// The 32 bytes that stand for the point.
  ///
  /// - Source: RFC 8032, section 5.1.2.
  var bytes: [UInt8] {
    let inverse = z.inverse
    var bytes = (y * inverse).bytes
    bytes[31] |= (x * inverse).bytes[0] << 7
    return bytes
  }
}

/// A point as x = X/Z, y = Y/T: what a sum or a double comes out as.
struct CompletedPoint: Sendable {
  let x: FieldElement
  let y: FieldElement
  let z: FieldElement
  let t: FieldElement

  /// The point in three coordinates; three multiplications.
  @inline(__always)
  var projective: ProjectivePoint { ProjectivePoint(x: x * t, y: y * z, z: z * t) }

  /// The point in extended coordinates; four multiplications.
  @inline(__always)
  var extended: Point { Point(x: x * t, y: y * z, z: z * t, t: x * y) }
}

/// A point prepared for being added to others.
struct Addend: Sendable {
  let yPlusX: FieldElement
  let yMinusX: FieldElement
  let twiceZ: FieldElement
  let t2d: FieldElement
}

/// A point with Z = 1 prepared for being added to others; it saves a multiplication.
struct AffineAddend: Sendable {
  var yPlusX: FieldElement
  var yMinusX: FieldElement
  var t2d: FieldElement

  static let neutral = AffineAddend(yPlusX: .one, yMinusX: .one, t2d: .zero)

  init(yPlusX: FieldElement, yMinusX: FieldElement, t2d: FieldElement) {
    self.yPlusX = yPlusX
    self.yMinusX = yMinusX
    self.t2d = t2d
  }

  /// Prepares a point; it takes an inversion.
  init(_ point: Point) {
    let inverse = point.z.inverse
    let (x, y) = (point.x * inverse, point.y * inverse)
    self.init(yPlusX: y + x, yMinusX: y - x, t2d: x * y * FieldElement.twiceD)
  }

  /// The other one where `mask` is all ones, this one where it is zero.
  @inline(__always)
  func replaced(by other: AffineAddend, where mask: UInt64) -> AffineAddend {
    AffineAddend(
      yPlusX: yPlusX.replaced(by: other.yPlusX, where: mask),
      yMinusX: yMinusX.replaced(by: other.yMinusX, where: mask),
      t2d: t2d.replaced(by: other.t2d, where: mask)
    )
  }
}
