/// A batch of matrix products C = A·B, all row-major and of one shape.
struct MatrixProduct {
  /// The number of products.
  let count: Int

  /// The rows of A and C.
  let rows: Int

  /// The columns of A, the rows of B.
  let depth: Int

  /// The columns of B and C.
  let columns: Int

  /// The products, one after the other.
  ///
  /// Each cell is summed in the order of the depth, so its bits depend on nothing else.
  func product(_ a: [Double], _ b: [Double]) -> [Double] {
    precondition(
      a.count == count * rows * depth && b.count == count * depth * columns,
      "another shape"
    )
    var c = Array(repeating: 0.0, count: count * rows * columns)
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          for batch in 0..<count {
            for row in 0..<rows {
              let line = batch * rows + row
              unsafe multiply(
                a + line * depth,
                b + batch * depth * columns,
                into: c + line * columns
              )
            }
          }
        }
      }
    }
    return c
  }

  /// One row of C: few columns are summed in registers, many by going over the row for each k.
  @inline(__always)
  private func multiply(
    _ a: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>
  ) {
    guard columns < Self.wideColumns else {
      for k in 0..<depth { unsafe TableKernels.add(b + k &* columns, times: a[k], to: c, columns) }
      return
    }
    var column = 0
    while column &+ 8 <= columns {
      unsafe sum(a, b + column, as: SIMD8<Double>.self, into: c + column)
      column &+= 8
    }
    if column &+ 4 <= columns {
      unsafe sum(a, b + column, as: SIMD4<Double>.self, into: c + column)
      column &+= 4
    }
    if column &+ 2 <= columns {
      unsafe sum(a, b + column, as: SIMD2<Double>.self, into: c + column)
      column &+= 2
    }
    if column < columns {
      var total = 0.0
      for k in 0..<depth { unsafe total += a[k] * b[k &* columns &+ column] }
      unsafe c[column] = total
    }
  }

  /// From so many columns on, going over them costs more than loading and storing their sums.
  private static let wideColumns = 32

  /// As many columns of a row of C as a vector has lanes.
  @inline(__always)
  private func sum<Lanes: SIMD<Double>>(
    _ a: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>,
    as lanes: Lanes.Type,
    into c: UnsafeMutablePointer<Double>
  ) {
    var total = Lanes(repeating: 0)
    for k in 0..<depth {
      let next = unsafe UnsafeRawPointer(b + k &* columns).loadUnaligned(as: Lanes.self)
      unsafe total += a[k] * next
    }
    for lane in total.indices { unsafe c[lane] = total[lane] }
  }
}
