import Arithmetic
package import GraphicalModels

/// How well the rows of one seed explain a suspect table.
///
/// For a set of columns, with c_s(y) the number of rows that seed s gives with the values y,
///
///     T_s = Σ_{y in the suspect} ln((c_s(y) + ½) / (μ(y) + ½)),
///
/// the logarithm of the odds that the suspect's rows were drawn from those of seed s and not from all
/// seeds' rows alike. μ, the mean over the seeds, is the same for all of them, so it neither changes
/// ranks nor differences and is left out: what is computed is Σ ln(2·c_s(y) + 1).
///
/// The columns are taken all together and in a few smaller sets, and the sums are added: a row with
/// some cells changed still counts where its other cells are looked at alone. Any such score is
/// exact in rank, as no seed is treated otherwise than the others.
package struct WatermarkScore: Sendable {
  /// One set of columns, and how often the suspect has each combination of their values.
  private struct View: Sendable {
    /// The attributes, in the release's domain.
    let attributes: [Int]

    /// The suspect's combinations.
    let index: KeyIndex
  }

  private let views: [View]

  /// Prepares the score of a suspect.
  ///
  /// - Complexity: O(rows · columns).
  package init(of suspect: SuspectTable) {
    views = Self.sets(of: suspect.attributes.count).map { positions in
      View(
        attributes: positions.map { suspect.attributes[$0] },
        index: KeyIndex(
          KeyIndex.keys(positions.map { suspect.columns[$0] }, rows: suspect.rowCount)
        )
      )
    }
  }

  /// Σ ln(2c + 1) over the suspect's rows and the sets of columns, for the rows of one seed.
  ///
  /// - Complexity: O(rows · columns · sets), the same result on every machine.
  package func callAsFunction(_ rows: SyntheticRows) -> Double {
    Self.scores(of: [self], rows)[0]
  }

  /// The scores of several suspects for the rows of one seed.
  ///
  /// Sets of columns that several suspects have in common are looked at once.
  ///
  /// - Complexity: O(rows · columns) for each different set, O(rows) for each set of a suspect.
  package static func scores(of suspects: [WatermarkScore], _ rows: SyntheticRows) -> [Double] {
    var keys: [[Int]: [UInt64]] = [:]
    return suspects.map { suspect in
      suspect.views.reduce(0) { score, view in
        let known = keys[view.attributes]
        let values =
          known ?? KeyIndex.keys(view.attributes.map { rows.columns[$0] }, rows: rows.count)
        // The whole tables' sets are those that come again.
        if known == nil, suspect.views[0].attributes.count == rows.columns.count {
          keys[view.attributes] = values
        }
        return zip(view.index.multiplicities, view.index.counts(among: values))
          .reduce(score) { score, counts in
            counts.1 == 0
              ? score : score + Double(counts.0) * Elementary.log(Double(2 * counts.1 + 1))
          }
      }
    }
  }

  /// The sets of columns that are looked at: all, and cyclic stretches of two thirds, a half and a
  /// third of them, each set once.
  static func sets(of count: Int) -> [[Int]] {
    var sets = [Array(0..<count)]
    for (sixths, number) in [(4, 3), (3, 4), (2, 3)] {
      let length = (count * sixths + 5) / 6
      for index in 0..<number {
        let start = index * count / number
        let set = (0..<length).map { (start + $0) % count }.sorted()
        if !sets.contains(set) { sets.append(set) }
      }
    }
    return sets
  }
}
