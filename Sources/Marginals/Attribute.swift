/// A column as the models see it: a name and a number of levels.
///
/// A cell of the column is a code in `0..<size`. What a code means is the schema's business.
package struct Attribute: Sendable, Hashable {
  /// The column's name, unique in its domain.
  package let name: String

  /// The number of levels, at least 1; a missing value, where one is allowed, is a level too.
  package let size: Int

  /// Makes an attribute.
  ///
  /// - Precondition: `size >= 1`.
  package init(name: String, size: Int) {
    precondition(size >= 1, "attribute \(name) has \(size) levels")
    self.name = name
    self.size = size
  }
}
