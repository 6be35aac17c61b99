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

    /// The place in ``multiplicities`` of each combination, by its key.
    var places: [UInt64: Int] = [:]

    /// How many rows of the suspect have it.
    var multiplicities: [Double] = []
  }

  private var views: [View] = []

  /// Prepares the score of a suspect.
  ///
  /// - Complexity: O(rows · columns).
  package init(of suspect: SuspectTable) {
    for positions in Self.sets(of: suspect.attributes.count) {
      var view = View(attributes: positions.map { suspect.attributes[$0] })
      for key in Self.keys(positions.map { suspect.columns[$0] }, rows: suspect.rowCount) {
        if let place = view.places[key] {
          view.multiplicities[place] += 1
        } else {
          view.places[key] = view.multiplicities.count
          view.multiplicities.append(1)
        }
      }
      views.append(view)
    }
  }

  /// Σ ln(2c + 1) over the suspect's rows and the sets of columns, for the rows of one seed.
  ///
  /// - Complexity: O(rows · columns · sets), the same result on every machine.
  package func callAsFunction(_ rows: SyntheticRows) -> Double {
    var score = 0.0
    for view in views {
      var counts = Array(repeating: 0, count: view.multiplicities.count)
      for key in Self.keys(view.attributes.map { rows.columns[$0] }, rows: rows.count) {
        if let place = view.places[key] { counts[place] += 1 }
      }
      for (place, count) in counts.enumerated() where count > 0 {
        score += view.multiplicities[place] * Elementary.log(Double(2 * count + 1))
      }
    }
    return score
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

  /// A key for each row's values; of equal values equal keys.
  ///
  /// Two combinations share a key with a chance of some 2^−64 a pair, and then count as one for all
  /// seeds alike.
  private static func keys(_ columns: [[UInt32]], rows: Int) -> [UInt64] {
    var keys = Array(repeating: UInt64(0x9E37_79B9_7F4A_7C15), count: rows)
    for column in columns {
      for row in 0..<rows {
        let mixed = (keys[row] ^ UInt64(column[row])) &* 0xFF51_AFD7_ED55_8CCD
        keys[row] = mixed ^ (mixed >> 32)
      }
    }
    return keys
  }
}
