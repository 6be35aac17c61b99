import Arithmetic
import Parallel

/// The test of a suspect table for the choices of a key, without model or release.
///
/// For each view whose columns the table has, and each of its values in the table, the key gives the
/// number u that a draw with them was chosen by, had it been. If the table has nothing to do with the
/// key, the −ln(1 − u) are independent standard exponentials, and the sum S of n has the gamma
/// distribution: p = Q(n, S), exactly. The draws that the key chose have large ones.
package struct KeyedTest: Sendable, Equatable {
  /// The sum over the views of one size.
  package struct Sum: Sendable, Equatable {
    /// The size's name.
    package let size: String

    /// The number n of terms.
    package let count: Int

    /// The sum S.
    package let sum: Double

    /// ln Q(n, S).
    package var logarithm: Double { Elementary.logarithmOfGammaTail(count: count, sum: sum) }
  }

  /// The sums, for each size of views.
  package let sums: [Sum]

  /// ln p: that of the least Q(n, S), times the number of sums that have terms (Bonferroni); at most
  /// 0.
  package var logarithm: Double {
    let tested = sums.filter { $0.count > 0 }.map(\.logarithm)
    return min(0, (tested.min() ?? 0) + Elementary.log(Double(max(1, tested.count))))
  }

  /// p.
  package var probability: Double { Elementary.exp(logarithm) }

  /// Tests a table.
  ///
  /// Values count once however often they occur, as their number is the same. Of a view only the
  /// values count that are rarest in the table, mostly those of a single row: a frequent one tells next
  /// to nothing, as its number decided about one draw of many. Which values count doesn't depend on
  /// the key.
  ///
  /// - Complexity: O(rows · views), and a code of HMAC-SHA256 for each term.
  package init(of suspect: SuspectTable, columns count: Int, key: WatermarkKey) {
    // Codes by the schema's columns; those that the table hasn't are never asked for.
    var columns = Array(repeating: [UInt32](), count: count)
    for (attribute, codes) in zip(suspect.attributes, suspect.columns) {
      columns[attribute] = codes
    }
    let held = Set(suspect.attributes)
    let views = KeyedView.all(of: count).filter { held.isSuperset(of: $0.columns) }
    let all = columns
    let terms = Parallel.map(count: views.count) { index in
      Self.terms(views[index], all, rows: suspect.rowCount, key)
    }
    sums = KeyedView.Size.allCases.map { size in
      let parts = views.indices.filter { views[$0].size == size }.map { terms[$0] }
      return Sum(
        size: "\(size)",
        count: parts.reduce(0) { $0 + $1.count },
        sum: parts.reduce(0) { $0 + $1.sum }
      )
    }
  }

  /// The number of terms of a view, and their sum.
  private static func terms(
    _ view: KeyedView,
    _ columns: [[UInt32]],
    rows: Int,
    _ key: WatermarkKey
  ) -> (count: Int, sum: Double) {
    let index = KeyIndex(KeyIndex.keys(view.columns.map { columns[$0] }, rows: rows))
    let least = index.multiplicities.min() ?? 0
    let counted = zip(index.firstRows, index.multiplicities).filter { $0.1 == least }
    let sum = counted.reduce(0.0) {
      $0 - Elementary.log(1 - key.number(of: view.message(row: $1.0, in: columns)))
    }
    return (counted.count, sum)
  }
}
