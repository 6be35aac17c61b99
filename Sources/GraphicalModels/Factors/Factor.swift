import Marginals

/// A table of numbers over a clique.
struct Factor: Sendable {
  /// The table's attributes.
  let clique: Clique

  /// Their sizes.
  let shape: [Int]

  /// The cells, row-major, the last attribute fastest.
  var values: [Double]

  /// Makes a table.
  init(clique: Clique, shape: [Int], values: [Double]) {
    self.clique = clique
    self.shape = shape
    self.values = values
  }

  /// The table of the sums over all attributes that `kept` has not.
  func sums(onto kept: Clique) -> Factor {
    let flags = clique.attributes.map(kept.contains)
    guard flags.contains(false) else { return self }
    return Factor(
      clique: clique.intersection(kept),
      shape: zip(shape, flags).filter(\.1).map(\.0),
      values: Projection(shape: shape, kept: flags).sums(of: values)
    )
  }

  /// This table with every cell divided by its cell of a table over some of the attributes; a cell
  /// over zero is zero.
  func divided(by divisor: Factor) -> Factor {
    var quotient = self
    let projection = Projection(
      shape: shape,
      kept: clique.attributes.map(divisor.clique.contains)
    )
    projection.multiply(&quotient.values, by: divisor.values.map { $0 > 0 ? 1 / $0 : 0 })
    return quotient
  }

  /// The product of two tables, summed onto those of their attributes that `kept` has.
  ///
  /// - Complexity: a matrix product: as many multiplications as cells of the untaken product.
  func product(with other: Factor, onto kept: Clique) -> Factor {
    let left = sums(onto: other.clique.union(kept))
    let right = other.sums(onto: clique.union(kept))
    let shared = left.clique.intersection(right.clique)
    let common = shared.intersection(kept)
    let summed = shared.subtracting(kept)
    let leftOnly = left.clique.subtracting(right.clique)
    let rightOnly = right.clique.subtracting(left.clique)
    let a = left.arranged(by: common.attributes + leftOnly.attributes + summed.attributes)
    let b = right.arranged(by: common.attributes + summed.attributes + rightOnly.attributes)
    let product = Factor(
      clique: common.union(leftOnly).union(rightOnly),
      axes: common.attributes + leftOnly.attributes + rightOnly.attributes,
      sizes: left.sizes(of: common) + left.sizes(of: leftOnly) + right.sizes(of: rightOnly),
      values: MatrixProduct(
        count: left.cellCount(of: common),
        rows: left.cellCount(of: leftOnly),
        depth: left.cellCount(of: summed),
        columns: right.cellCount(of: rightOnly)
      ).product(a, b)
    )
    return product
  }

  /// The sums over all attributes but these, row-major over `conditions` and then `attribute`: for
  /// each combination of conditions the weights of the attribute's levels.
  func conditional(of attribute: Int, given conditions: [Int]) -> [Double] {
    sums(onto: Clique(conditions + [attribute])).arranged(by: conditions + [attribute])
  }

  /// Makes a table from cells that are row-major over axes in any order.
  private init(clique: Clique, axes: [Int], sizes: [Int], values: [Double]) {
    let order = clique.attributes.compactMap(axes.firstIndex(of:))
    self.clique = clique
    shape = order.map { sizes[$0] }
    self.values = Self.arranged(values, sizes: sizes, by: order)
  }

  private func sizes(of part: Clique) -> [Int] {
    zip(clique.attributes, shape).filter { part.contains($0.0) }.map(\.1)
  }

  private func cellCount(of part: Clique) -> Int { sizes(of: part).reduce(1, *) }

  /// The cells, row-major over the attributes in another order.
  private func arranged(by attributes: [Int]) -> [Double] {
    Self.arranged(
      values,
      sizes: shape,
      by: attributes.compactMap(clique.attributes.firstIndex(of:))
    )
  }

  /// The cells of a table, row-major over its axes in the given order.
  private static func arranged(_ values: [Double], sizes: [Int], by order: [Int]) -> [Double] {
    guard order != Array(order.indices) else { return values }
    precondition(values.count == sizes.reduce(1, *), "cells of another shape")
    return Transposition(sizes: sizes, order: order).applied(to: values)
  }
}
