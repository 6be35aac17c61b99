/// Levels that no row has together: a structural zero.
///
/// A row is impossible where each attribute of the clique has one of the levels listed for it.
package struct ImpossibleCombination: Sendable, Hashable {
  /// The attributes, at least one.
  package let clique: Clique

  /// For each attribute its levels, ascending, at least one each.
  package let levels: [[Int]]

  /// Makes a combination.
  ///
  /// - Precondition: an attribute, and for each a list of levels that ascend.
  package init(clique: Clique, levels: [[Int]]) {
    precondition(clique.count > 0 && levels.count == clique.count, "levels for each attribute")
    precondition(
      levels.allSatisfy { !$0.isEmpty && zip($0, $0.dropFirst()).allSatisfy(<) },
      "levels that do not ascend"
    )
    self.clique = clique
    self.levels = levels
  }

  /// Whether a row is impossible by this combination.
  ///
  /// The row is told by `code`, which gives its level of an attribute.
  package func excludes(_ code: (_ attribute: Int) -> Int) -> Bool {
    zip(clique.attributes, levels).allSatisfy { attribute, levels in
      levels.contains(code(attribute))
    }
  }

  /// The cells of a table over `host` that are impossible by this combination.
  ///
  /// - Precondition: `host` has the combination's attributes.
  /// - Complexity: O(result).
  package func cells(in host: Clique, of domain: Domain) -> [Int] {
    host.attributes.reduce([0]) { starts, attribute in
      let size = domain.size(attribute)
      let place = clique.attributes.firstIndex(of: attribute)
      let chosen = place.map { levels[$0] } ?? Array(0..<size)
      return starts.flatMap { start in chosen.map { start * size + $0 } }
    }
  }
}
