import Parallel

/// How a table maps onto the table of some of its attributes: sums onto it, products with it.
///
/// Neighbouring axes with the same fate are one axis, so that only three shapes of loop remain: rows
/// that are summed, rows that are added up, and blocks of either.
///
/// A large table is taken in parts, on all threads: each part's sums are taken apart and then added
/// in the order of the parts, which follow from the table's shape alone. So the bits of a result
/// don't depend on the number of threads.
struct Projection: Sendable {
  /// The number of cells of the larger table.
  let sourceCount: Int

  /// The number of cells of the smaller table, the image.
  let imageCount: Int

  /// For each block of rows, where its image begins.
  let blocks: [Int]

  /// The rows of a block.
  let rows: Int

  /// How far the image of a row lies behind that of the row before.
  let step: Int

  /// The cells of a row.
  let width: Int

  /// Whether a row's image is as wide as the row; else it is a single cell.
  let keepsRows: Bool

  /// The parts of the larger table, all of its cells.
  let parts: [Part]

  /// A part of the larger table.
  struct Part {
    /// Its cells.
    let cells: Range<Int>

    /// The cells of the image that they fall into, and those between.
    let image: Range<Int>

    init(cells: Range<Int>, blocks: [Int], rows: Int, width: Int, keepsRows: Bool) {
      self.cells = cells
      let first = cells.lowerBound / (rows * width)
      let last = (cells.upperBound - 1) / (rows * width)
      let touched = blocks[first...last]
      let start = touched.min() ?? 0
      let end = touched.max() ?? 0
      let origin = first * rows * width
      image =
        switch (keepsRows, first == last) {
        // Rows upon each other, of which there may be but one.
        case (true, true) where rows == 1:
          start + cells.lowerBound - origin..<start + cells.upperBound - origin
        case (true, _): start..<end + width
        // A cell for each row.
        case (false, true):
          start + (cells.lowerBound - origin) / width..<start + (cells.upperBound - 1 - origin)
            / width + 1
        case (false, false): start..<end + rows
        }
    }
  }

  /// A table has a part for so many cells: they take far longer than to wake a thread.
  private static let cellsOfPart = 1 << 16

  /// The most parts of a table.
  private static let mostParts = 8

  /// The cells that are taken at once while a first-level cache holds them; parts begin at multiples.
  static let tile = 1 << 12

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
    var count = Self.partCount(of: sourceCount)
    var parts: [Part] = []
    repeat {
      parts = Self.ranges(count, of: sourceCount).map { [blocks, rows, width, keepsRows] cells in
        Part(cells: cells, blocks: blocks, rows: rows, width: width, keepsRows: keepsRows)
      }
      count /= 2
      // Where parts share much of the image, to add it up would cost as much as is won.
    } while count > 0 && parts.reduce(-image, { $0 + $1.image.count }) > sourceCount / 16
    self.parts = parts
  }

  /// The number of parts of a table that share nothing.
  static func partCount(of cells: Int) -> Int {
    max(1, min(mostParts, cells / cellsOfPart))
  }

  /// So many ranges of a table's cells, nearly equal and each of whole tiles.
  static func ranges(_ count: Int, of cells: Int) -> [Range<Int>] {
    let tiles = (cells + tile - 1) / tile
    return (0..<count).map { part in
      min(cells, part * tiles / count * tile)..<min(cells, (part + 1) * tiles / count * tile)
    }
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
