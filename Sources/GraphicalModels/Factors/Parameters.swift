package import Marginals

/// The parameters of a model: for each measured shape a table θ.
///
/// The model's distribution is ∝ exp(Σ θ_r(x_r)), x_r being the cell of the shape r that x falls
/// into.
package struct Parameters: Sendable, Hashable {
  /// The table of one shape.
  package struct Entry: Sendable, Hashable {
    /// The table's attributes, and which of their levels it tells apart.
    package let shape: MarginalShape

    /// θ for every cell, row-major.
    package let values: [Double]

    /// Makes an entry.
    package init(shape: MarginalShape, values: [Double]) {
      self.shape = shape
      self.values = values
    }

    /// Makes an entry that tells every level of `clique` apart.
    package init(clique: Clique, values: [Double]) {
      self.init(shape: MarginalShape(clique), values: values)
    }

    /// The table's attributes.
    package var clique: Clique { shape.clique }
  }

  /// The tables, in the order of their shapes, each shape once.
  package let entries: [Entry]

  /// Makes parameters from tables in any order.
  ///
  /// - Precondition: each shape has one table.
  package init(_ entries: [Entry] = []) {
    self.entries = entries.sorted { $0.shape < $1.shape }
    precondition(
      Set(entries.map(\.shape)).count == entries.count,
      "two tables of parameters for one shape"
    )
  }

  /// The table of a shape, if there is one.
  package subscript(shape: MarginalShape) -> [Double]? {
    entries.first { $0.shape == shape }?.values
  }
}
