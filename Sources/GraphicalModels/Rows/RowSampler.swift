import Marginals
package import Randomness

/// Draws rows from a model, so that their counts are as near to its expectations as whole numbers
/// can be.
///
/// Column by column along the junction tree: the rows that agree in the attributes already drawn of
/// the clique share out the new attribute's values by its conditional distribution. Whole parts are
/// deterministic, what remains is rounded by systematic sampling, and who gets which value is
/// shuffled. Then pairs of rows swap values as long as that brings pairs of attributes nearer to the
/// model (``SwapRefinement``).
///
/// The order of the rows carries nothing: who gets which value is shuffled uniformly, and values are
/// swapped among rows spread over the whole table. All choices come from the public stream, so that
/// the same model, count and stream give the same rows everywhere.
package enum RowSampler {
  /// Draws `count` rows.
  ///
  /// - Complexity: O(count · attributes + cells of the tree), plus the refinement's visits.
  package static func rows(
    from model: Model,
    count: Int,
    stream: SamplingStream,
    refinement: RowRefinement = .standard
  ) -> SyntheticRows {
    precondition(count >= 0 && count <= Int(UInt32.max), "\(count) rows")
    var columns: [[UInt32]] = Array(
      repeating: Array(repeating: 0, count: count),
      count: model.domain.count
    )
    var drawn = Array(repeating: false, count: model.domain.count)
    for index in model.tree.order {
      let attributes = model.tree.cliques[index].attributes
      for attribute in attributes where !drawn[attribute] {
        let conditions = attributes.filter { drawn[$0] }
        // No group's number passes the cells of the clique, whose table is in memory.
        let groups = RowGroups(
          count: count,
          by: conditions.map { columns[$0] },
          levels: conditions.map(model.domain.size)
        )
        let column = ColumnSampler(
          weights: model.weights(of: attribute, given: conditions, in: index),
          levels: model.domain.size(attribute)
        )
        columns[attribute] = column.codes(
          for: groups,
          stream: stream.substream(UInt64(attribute))
        )
        drawn[attribute] = true
      }
    }
    SwapRefinement.refine(
      &columns,
      model: model,
      by: refinement,
      stream: stream.substream("refinement")
    )
    return SyntheticRows(count: count, columns: columns)
  }
}

extension Model {
  /// For each combination of conditions the weights of an attribute's levels, all from one clique.
  ///
  /// Where every weight of a combination is too small for a Double, its possible levels are equally
  /// likely, so that no row becomes impossible by it.
  func weights(
    of attribute: Int,
    given conditions: [Int],
    in index: Int
  ) -> [Double] {
    var belief = belief(index)
    var weights = belief.conditional(of: attribute, given: conditions)
    guard !support.barred[index].isEmpty else { return weights }
    belief.values = support.indicator(of: index, count: belief.values.count)
    let possible = belief.conditional(of: attribute, given: conditions)
    let levels = domain.size(attribute)
    for start in stride(from: 0, to: weights.count, by: levels)
    where !weights[start..<start + levels].contains(where: { $0 > 0 }) {
      weights.replaceSubrange(start..<start + levels, with: possible[start..<start + levels])
    }
    return weights
  }
}
