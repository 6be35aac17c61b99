/// How a table maps onto a shape: onto the shape's attributes first, then onto its groups of levels.
struct ShapeProjection: Sendable {
  /// The projection onto the attributes, every level told apart.
  let fine: Projection

  /// For each fine cell the cell of the shape that it falls into; nil where they are the same.
  private let cells: [Int]?

  /// The number of cells of the shape.
  private let count: Int

  /// Makes the projection.
  init(fine: Projection, cells: [Int]?, count: Int) {
    self.fine = fine
    self.cells = cells
    self.count = count
  }

  /// The sums of a table's cells in each cell of the shape.
  func sums(of source: [Double]) -> [Double] {
    let sums = fine.sums(of: source)
    guard let cells else { return sums }
    var image = Array(repeating: 0.0, count: count)
    for (cell, sum) in zip(cells, sums) { image[cell] += sum }
    return image
  }

  /// The largest of a table's cells in each cell of the shape.
  func maxima(of source: [Double]) -> [Double] {
    let maxima = fine.maxima(of: source)
    guard let cells else { return maxima }
    var image = Array(repeating: -Double.infinity, count: count)
    for (cell, largest) in zip(cells, maxima) where largest > image[cell] { image[cell] = largest }
    return image
  }

  /// A value for each cell of the shape, given to each fine cell in it.
  func spread(_ image: [Double]) -> [Double] {
    guard let cells else { return image }
    return cells.map { image[$0] }
  }
}
