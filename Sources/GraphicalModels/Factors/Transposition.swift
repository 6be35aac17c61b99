/// A table's cells in another order of its axes.
struct Transposition {
  /// The number of cells.
  private let cells: Int

  /// Where in the table each run of the result begins: for each combination of the outer axes, in
  /// the result's order.
  private let starts: [Int]

  /// The rows and columns of a run: its cells lie `rowStride` and `columnStride` apart in the table.
  private let rows: Int, columns: Int
  private let rowStride: Int, columnStride: Int

  /// Cells on a side of the squares that are copied at once: their lines stay in the first-level
  /// cache, read and written.
  private static let side = 16

  /// Prepares the order in which the result has the table's axes.
  ///
  /// Neighbouring axes that stay neighbours count as one. A run is what the last two axes of the
  /// result go over, as they then are.
  ///
  /// - Precondition: `order` is a permutation of the axes.
  init(sizes: [Int], order: [Int]) {
    var strides = Array(repeating: 1, count: sizes.count)
    for axis in sizes.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * sizes[axis + 1]
    }
    var axes: [(size: Int, stride: Int)] = []
    for axis in order where sizes[axis] != 1 {
      if let last = axes.last, last.stride == strides[axis] * sizes[axis] {
        axes[axes.count - 1] = (last.size * sizes[axis], strides[axis])
      } else {
        axes.append((sizes[axis], strides[axis]))
      }
    }
    cells = sizes.reduce(1, *)
    let inner = axes.popLast() ?? (1, 1)
    let outer = axes.popLast() ?? (1, 0)
    (columns, columnStride) = inner
    (rows, rowStride) = outer
    starts = axes.reduce([0]) { starts, axis in
      starts.flatMap { start in (0..<axis.size).map { start + $0 * axis.stride } }
    }
  }

  /// The cells in the new order.
  ///
  /// - Complexity: O(cells).
  func applied(to values: [Double]) -> [Double] {
    precondition(values.count == cells, "cells of another shape")
    var result = Array(repeating: 0.0, count: cells)
    unsafe values.withUnsafeBufferPointer { values in
      unsafe result.withUnsafeMutableBufferPointer { result in
        guard let values = values.baseAddress, let result = result.baseAddress else { return }
        for (run, start) in starts.enumerated() {
          unsafe copy(from: values + start, to: result + run * rows * columns)
        }
      }
    }
    return result
  }

  /// Copies one run, square by square.
  @inline(__always)
  private func copy(from source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>) {
    if columnStride == 1 {
      for row in 0..<rows {
        unsafe (target + row &* columns).update(from: source + row &* rowStride, count: columns)
      }
      return
    }
    for top in stride(from: 0, to: rows, by: Self.side) {
      let bottom = min(rows, top &+ Self.side)
      for left in stride(from: 0, to: columns, by: Self.side) {
        let right = min(columns, left &+ Self.side)
        for row in top..<bottom {
          for column in left..<right {
            unsafe target[row &* columns &+ column] =
              source[row &* rowStride &+ column &* columnStride]
          }
        }
      }
    }
  }
}
