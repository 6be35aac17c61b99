/// The attributes of a table, in the order of its columns.
///
/// Everywhere else an attribute is its position in the domain.
package struct Domain: Sendable, Hashable {
  /// The attributes; an attribute's position here is its index everywhere.
  package let attributes: [Attribute]

  /// Makes a domain.
  ///
  /// - Precondition: the names differ from each other.
  package init(_ attributes: [Attribute]) {
    precondition(
      Set(attributes.map(\.name)).count == attributes.count,
      "two attributes have one name"
    )
    self.attributes = attributes
  }

  /// The number of attributes.
  package var count: Int { attributes.count }

  /// The number of levels of the attribute at `index`.
  package func size(_ index: Int) -> Int { attributes[index].size }

  /// The position of the attribute called `name`, if there is one.
  ///
  /// - Complexity: O(attributes).
  package func index(of name: String) -> Int? {
    attributes.firstIndex { $0.name == name }
  }

  /// The sizes of a clique's attributes, in the clique's order: the shape of its tables.
  package func shape(of clique: Clique) -> [Int] {
    clique.attributes.map { attributes[$0].size }
  }

  /// The number of cells of a table over `clique`: the product of its sizes.
  ///
  /// - Precondition: the product fits an `Int`; ask ``cellCount(of:within:)`` where it may not.
  package func cellCount(of clique: Clique) -> Int {
    clique.attributes.reduce(1) { $0 * attributes[$1].size }
  }

  /// The number of cells of a table over `clique`, or nil where it passes `limit`.
  package func cellCount(of clique: Clique, within limit: Int) -> Int? {
    var cells = 1
    for attribute in clique.attributes {
      let (product, overflow) = cells.multipliedReportingOverflow(by: attributes[attribute].size)
      guard !overflow, product <= limit else { return nil }
      cells = product
    }
    return cells
  }

  /// The names of a clique's attributes.
  package func names(of clique: Clique) -> [String] {
    clique.attributes.map { attributes[$0].name }
  }

  /// The clique of the attributes with these names, or nil where a name is not in the domain.
  package func clique(named names: [String]) -> Clique? {
    var positions: [Int] = []
    for name in names {
      guard let position = index(of: name) else { return nil }
      positions.append(position)
    }
    return Clique(positions)
  }
}
