import Parallel

/// A product that a table waits for: every cell is to be multiplied by its cell of an image.
struct TableProduct: Sendable {
  /// How the table maps onto the image.
  let projection: Projection

  /// The image's cells.
  let factors: [Double]

  /// Multiplies a table.
  func multiply(_ table: inout [Double]) {
    precondition(
      table.count == projection.sourceCount && factors.count == projection.imageCount,
      "a table of another shape"
    )
    let parts = Projection.ranges(Projection.partCount(of: table.count), of: table.count)
    guard parts.count > 1 else {
      return unsafe table.withUnsafeMutableBufferPointer { cells in
        guard let start = cells.baseAddress else { return }
        unsafe multiply(start, 0..<cells.count)
      }
    }
    _ = Parallel.update(&table, parts: parts) { index, cells in
      unsafe cells.withUnsafeMutableBufferPointer { cells in
        guard let start = cells.baseAddress else { return }
        unsafe multiply(start, parts[index])
      }
    }
  }

  /// Multiplies the cells of a range; they begin at `cells`.
  @inline(__always)
  func multiply(_ cells: UnsafeMutablePointer<Double>, _ range: Range<Int>) {
    unsafe factors.withUnsafeBufferPointer { factors in
      guard let factors = factors.baseAddress else { return }
      let width = projection.width
      if projection.keepsRows {
        projection.walk(range) { place, rows, image in
          unsafe TableKernels.multiplyRows(cells + place, rows, width, by: factors + image)
        } ragged: { place, count, image in
          unsafe TableKernels.multiply(cells + place, by: factors + image, count)
        }
      } else {
        projection.walk(range) { place, rows, image in
          unsafe TableKernels.scaleRows(cells + place, rows, width, by: factors + image)
        } ragged: { place, count, image in
          unsafe TableKernels.scale(cells + place, by: factors[image], count)
        }
      }
    }
  }
}

extension Projection {
  /// Multiplies every cell of a table by its cell of the image.
  func multiply(_ source: inout [Double], by image: [Double]) {
    TableProduct(projection: self, factors: image).multiply(&source)
  }

  /// The sums of a table's cells over all axes that are not kept.
  func sums(of source: [Double]) -> [Double] {
    precondition(source.count == sourceCount, "a table of another shape")
    if imageCount == sourceCount { return source }
    let sums = { @Sendable (part: Part) -> [Double] in
      unsafe source.withUnsafeBufferPointer { source in
        guard let start = source.baseAddress else { return [] }
        return unsafe tiledSums(of: start + part.cells.lowerBound, in: part) { _ in }
      }
    }
    return parts.count == 1
      ? sums(parts[0]) : merged(Parallel.map(count: parts.count) { sums(parts[$0]) })
  }

  /// The sums of a table's cells over all axes that are not kept, once the table has been multiplied:
  /// in one pass over its memory.
  func sums(of source: inout [Double], after product: TableProduct) -> [Double] {
    precondition(source.count == sourceCount, "a table of another shape")
    let sums = { @Sendable (part: Part, cells: UnsafeMutableBufferPointer<Double>) -> [Double] in
      guard let start = cells.baseAddress else { return [] }
      return unsafe tiledSums(of: start, in: part) { tile in
        unsafe product.multiply(start + (tile.lowerBound - part.cells.lowerBound), tile)
      }
    }
    guard parts.count > 1 else {
      return unsafe source.withUnsafeMutableBufferPointer { unsafe sums(parts[0], $0) }
    }
    return merged(
      Parallel.update(&source, parts: parts.map(\.cells)) { index, cells in
        unsafe cells.withUnsafeMutableBufferPointer { unsafe sums(parts[index], $0) }
      }
    )
  }

  /// The image of the sums of all parts.
  private func merged(_ sums: [[Double]]) -> [Double] {
    var image = Array(repeating: 0.0, count: imageCount)
    for (part, sums) in zip(parts, sums) { image.add(sums, at: part.image.lowerBound) }
    return image
  }

  /// The sums of a part's cells, which begin at `cells`, in its part of the image; each tile is
  /// prepared before it is read.
  @inline(__always)
  private func tiledSums(
    of cells: UnsafePointer<Double>,
    in part: Part,
    preparing prepare: (Range<Int>) -> Void
  ) -> [Double] {
    var image = Array(repeating: 0.0, count: part.image.count)
    unsafe image.withUnsafeMutableBufferPointer { image in
      guard let start = image.baseAddress else { return }
      let image = unsafe start - part.image.lowerBound
      var first = part.cells.lowerBound
      var cells = unsafe cells
      while first < part.cells.upperBound {
        let tile = first..<min(first + Self.tile, part.cells.upperBound)
        prepare(tile)
        unsafe addSums(of: cells, tile, to: image)
        unsafe cells += tile.count
        first = tile.upperBound
      }
    }
    return image
  }

  @inline(__always)
  private func addSums(
    of cells: UnsafePointer<Double>,
    _ range: Range<Int>,
    to image: UnsafeMutablePointer<Double>
  ) {
    if keepsRows {
      walk(range) { place, rows, target in
        unsafe TableKernels.addRows(cells + place, rows, width, to: image + target)
      } ragged: { place, count, target in
        unsafe TableKernels.add(cells + place, to: image + target, count)
      }
    } else {
      walk(range) { place, rows, target in
        unsafe TableKernels.sumRows(cells + place, rows, width, to: image + target)
      } ragged: { place, count, target in
        unsafe image[target] += TableKernels.sum(cells + place, count)
      }
    }
  }

  /// Visits a range of cells.
  ///
  /// Whole rows are visited as many at once as a block has, and the pieces of rows at the range's
  /// ends apart: each by its place after the range's first cell, its number of rows or cells, and the
  /// place of its image.
  @inline(__always)
  func walk(
    _ range: Range<Int>,
    rows whole: (Int, Int, Int) -> Void,
    ragged: (Int, Int, Int) -> Void
  ) {
    let cellsOfBlock = rows &* width
    var (block, within) = range.lowerBound.quotientAndRemainder(dividingBy: cellsOfBlock)
    var place = 0
    while place < range.count {
      let end = min(cellsOfBlock, within &+ (range.count &- place))
      if within == 0, end == cellsOfBlock {
        whole(place, rows, blocks[block])
      } else {
        let (first, offset) = within.quotientAndRemainder(dividingBy: width)
        var row = first
        var cell = within
        if offset > 0 {
          let count = min(width - offset, end - cell)
          ragged(
            place + cell - within,
            count,
            blocks[block] + row * step + (keepsRows ? offset : 0)
          )
          cell += count
          row += 1
        }
        let count = (end - cell) / width
        if count > 0 { whole(place + cell - within, count, blocks[block] + row * step) }
        cell += count * width
        row += count
        if cell < end { ragged(place + cell - within, end - cell, blocks[block] + row * step) }
      }
      place &+= end &- within
      within = 0
      block &+= 1
    }
  }
}
