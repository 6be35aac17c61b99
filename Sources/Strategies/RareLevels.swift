package import Marginals

/// Levels that noise hides, and how to ask about them together.
package enum RareLevels {
  /// Merges all levels whose count is under `bound` into one; nil where that changes nothing.
  package static func merged(_ counts: [Double], below bound: Double) -> Grouping? {
    Grouping(merging: counts.map { $0 < bound })
  }

  /// Merges runs of neighbouring levels under `bound` until a group reaches it; nil where that
  /// changes nothing.
  ///
  /// A level that reaches the bound stands alone. Neighbours are likely to be alike where a schema
  /// has an order (ages, amounts), and where it has none a run is as good as any other set.
  package static func runs(_ counts: [Double], below bound: Double) -> Grouping? {
    var groups: [Int] = []
    var open: (group: Int, count: Double)?
    var next = 0
    for count in counts {
      if count >= bound {
        groups.append(next)
        (next, open) = (next + 1, nil)
      } else if let run = open, run.count < bound {
        groups.append(run.group)
        open = (run.group, run.count + max(0, count))
      } else {
        groups.append(next)
        (next, open) = (next + 1, (next, max(0, count)))
      }
    }
    return next == counts.count ? nil : Grouping(groups)
  }
}
