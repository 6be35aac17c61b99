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
          guard let b = b.baseAddress, let c = c.baseAddress else { return }
          for batch in 0..<count {
            for row in 0..<rows {
              let line = batch * rows + row
              for k in 0..<depth {
                unsafe TableKernels.add(
                  b + (batch * depth + k) * columns,
                  times: a[line * depth + k],
                  to: c + line * columns,
                  columns
                )
              }
            }
          }
        }
      }
    }
    return c
  }
}
