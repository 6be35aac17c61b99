/// A set of attributes, as ascending positions in a domain.
///
/// Every table over a clique (exact counts, noisy counts, factor) is row-major over these
/// attributes, the last one fastest. That is said here once and holds everywhere.
package struct Clique: Sendable, Hashable {
  /// The attributes' positions, ascending, each once.
  package let attributes: [Int]

  /// Makes a clique from positions in any order, repeated or not.
  package init(_ attributes: some Sequence<Int>) {
    self.attributes = Set(attributes).sorted()
  }

  /// The number of attributes.
  package var count: Int { attributes.count }

  /// Whether the attribute at `index` belongs to the clique.
  package func contains(_ index: Int) -> Bool { attributes.contains(index) }

  /// Whether every attribute of the clique belongs to `other`.
  ///
  /// - Complexity: O(both counts).
  package func isSubset(of other: Clique) -> Bool {
    var position = other.attributes.startIndex
    for attribute in attributes {
      while position < other.attributes.endIndex, other.attributes[position] < attribute {
        position += 1
      }
      guard position < other.attributes.endIndex, other.attributes[position] == attribute else {
        return false
      }
    }
    return true
  }

  /// The attributes in either clique.
  package func union(_ other: Clique) -> Clique { Clique(attributes + other.attributes) }

  /// The attributes in both cliques.
  package func intersection(_ other: Clique) -> Clique {
    Clique(attributes.filter(other.contains))
  }

  /// The attributes of this clique that `other` has not.
  package func subtracting(_ other: Clique) -> Clique {
    Clique(attributes.filter { !other.contains($0) })
  }

  /// All subsets with at least one attribute, the clique itself included.
  ///
  /// - Complexity: 2^count.
  package var nonemptySubsets: [Clique] {
    precondition(count < 24, "a clique of \(count) attributes has too many subsets")
    return (1..<(1 << count)).map { mask in
      Clique(attributes.indices.filter { mask >> $0 & 1 == 1 }.map { attributes[$0] })
    }
  }
}

extension Clique: Comparable {
  /// Smaller cliques first, then in the order of their positions.
  package static func < (left: Clique, right: Clique) -> Bool {
    left.count != right.count
      ? left.count < right.count
      : left.attributes.lexicographicallyPrecedes(right.attributes)
  }
}

extension Clique: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Clique: CustomStringConvertible {
  package var description: String {
    "{" + attributes.map(String.init).joined(separator: ",") + "}"
  }
}
