import Marginals

/// Targets of one clique that are fitted on a smaller table, that of the attributes they have together.
///
/// To fit a target asks for sums of the clique's table and multiplies it. Targets that change nothing
/// but the distribution of a few attributes need it only once together: the clique's table is summed
/// onto those attributes, the targets are fitted there, and what that table was multiplied by in the
/// end multiplies the clique's.
struct TargetGroup: Sendable {
  /// One of the targets.
  struct Member: Sendable {
    /// Its number.
    let target: Int

    /// The projection of the group's table onto it.
    let projection: ShapeProjection
  }

  /// The projection of the clique's table onto the group's.
  let projection: Projection

  /// The targets, in the order in which they are fitted.
  let members: [Member]

  /// How many passes over a group's table cost as much as one over as many cells of a clique's, which
  /// no cache holds.
  private static let passes = 2

  /// The groups of each clique of a tree that holds all targets.
  ///
  /// Each target in turn joins the group, or begins one, where it adds least to the cells that are
  /// passed over.
  ///
  /// - Complexity: O(targets² of a clique).
  static func all(of targets: [Target], in tree: JunctionTree) -> [[TargetGroup]] {
    var held: [[Int]] = Array(repeating: [], count: tree.cliques.count)
    for (index, target) in targets.enumerated() {
      held[tree.hostOfMeasured(target.shape.clique)].append(index)
    }
    return held.enumerated().map { clique, held in
      var groups: [(attributes: Clique, targets: [Int])] = []
      func cost(_ attributes: Clique, _ count: Int) -> Int {
        tree.domain.cellCount(of: attributes) * count * passes
      }
      for index in held {
        let attributes = targets[index].shape.clique
        var least = tree.cells[clique] + cost(attributes, 1)
        var place: Int?
        for (candidate, group) in groups.enumerated() {
          let added =
            cost(group.attributes.union(attributes), group.targets.count + 1)
            - cost(group.attributes, group.targets.count)
          if added < least { (least, place) = (added, candidate) }
        }
        if let place {
          groups[place].attributes = groups[place].attributes.union(attributes)
          groups[place].targets.append(index)
        } else {
          groups.append((attributes, [index]))
        }
      }
      return groups.map { group in
        TargetGroup(
          projection: tree.projection(of: clique, onto: group.attributes),
          members: group.targets.map { index in
            let shape = targets[index].shape
            return Member(
              target: index,
              projection: tree.domain.projection(of: group.attributes, onto: shape)
            )
          }
        )
      }
    }
  }
}
