/// How a table maps onto the table of some of its attributes: sums onto it, products with it.
///
/// Neighbouring axes with the same fate are one axis, so that only three shapes of loop remain: rows
/// that are summed, rows that are added up, and blocks of either.
struct Projection: Sendable {
  /// The number of cells of the larger table.
  let sourceCount: Int

  /// The number of cells of the smaller table, the image.
  let imageCount: Int

  /// For each block of rows, where its image begins.
  private let blocks: [Int]

  /// The rows of a block.
  private let rows: Int

  /// How far the image of a row lies behind that of the row before.
  private let step: Int

  /// The cells of a row.
  private let width: Int

  /// Whether a row's image is as wide as the row; else it is a single cell.
  private let keepsRows: Bool

  /// Makes the projection of a row-major table with this shape onto its kept axes.
  init(shape: [Int], kept: [Bool]) {
    var runs: [(length: Int, kept: Bool)] = []
    for (length, kept) in zip(shape, kept) where length > 1 {
      if let last = runs.last, last.kept == kept {
        runs[runs.count - 1].length *= length
      } else {
        runs.append((length, kept))
      }
    }
    var strides = Array(repeating: 0, count: runs.count)
    var image = 1
    for index in runs.indices.reversed() where runs[index].kept {
      strides[index] = image
      image *= runs[index].length
    }
    sourceCount = runs.reduce(1) { $0 * $1.length }
    imageCount = image
    let inner = runs.popLast()
    width = inner?.length ?? 1
    keepsRows = inner?.kept ?? true
    let middle = runs.popLast()
    rows = middle?.length ?? 1
    step = middle == nil ? 0 : strides[runs.count]
    var blocks = [0]
    for (run, stride) in zip(runs, strides) {
      blocks = blocks.flatMap { start in (0..<run.length).map { start + $0 * stride } }
    }
    self.blocks = blocks
  }

  /// The sums of a table's cells over all axes that are not kept.
  func sums(of source: [Double]) -> [Double] {
    precondition(source.count == sourceCount, "a table of another shape")
    var image = Array(repeating: 0.0, count: imageCount)
    unsafe visit(source: source, image: &image) { row, target in
      if keepsRows {
        unsafe TableKernels.add(row, to: target, width)
      } else {
        unsafe target.pointee += TableKernels.sum(row, width)
      }
    }
    return image
  }

  /// The largest of a table's cells over all axes that are not kept.
  func maxima(of source: [Double]) -> [Double] {
    precondition(source.count == sourceCount, "a table of another shape")
    var image = Array(repeating: -Double.infinity, count: imageCount)
    unsafe visit(source: source, image: &image) { row, target in
      if keepsRows {
        unsafe TableKernels.raise(target, to: row, width)
      } else {
        unsafe target.pointee = TableKernels.maximum(row, width, atLeast: target.pointee)
      }
    }
    return image
  }

  /// Multiplies every cell of a table by its cell of the image.
  func multiply(_ source: inout [Double], by image: [Double]) {
    unsafe visit(source: &source, image: image) { row, factor in
      if keepsRows {
        unsafe TableKernels.multiply(row, by: factor, width)
      } else {
        unsafe TableKernels.scale(row, by: factor.pointee, width)
      }
    }
  }

  /// Adds to every cell of a table its cell of the image.
  func add(_ image: [Double], to source: inout [Double]) {
    unsafe visit(source: &source, image: image) { row, summand in
      if keepsRows {
        unsafe TableKernels.add(summand, to: row, width)
      } else {
        unsafe TableKernels.shift(row, by: summand.pointee, width)
      }
    }
  }

  @inline(__always)
  private func visit(
    source: [Double],
    image: inout [Double],
    _ body: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    unsafe source.withUnsafeBufferPointer { source in
      unsafe image.withUnsafeMutableBufferPointer { image in
        guard var row = source.baseAddress, let start = image.baseAddress else { return }
        for block in blocks {
          var target = unsafe start + block
          for _ in 0..<rows {
            unsafe body(row, target)
            unsafe row += width
            unsafe target += step
          }
        }
      }
    }
  }

  @inline(__always)
  private func visit(
    source: inout [Double],
    image: [Double],
    _ body: (UnsafeMutablePointer<Double>, UnsafePointer<Double>) -> Void
  ) {
    precondition(source.count == sourceCount && image.count == imageCount, "another shape")
    unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe image.withUnsafeBufferPointer { image in
        guard var row = source.baseAddress, let start = image.baseAddress else { return }
        for block in blocks {
          var target = unsafe start + block
          for _ in 0..<rows {
            unsafe body(row, target)
            unsafe row += width
            unsafe target += step
          }
        }
      }
    }
  }
}
