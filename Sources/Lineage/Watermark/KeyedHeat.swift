import Arithmetic
import GraphicalModels
import Parallel
import Randomness

/// One heat of ``KeyedRows``: of every so many draws the one that the key's numbers prefer.
struct KeyedHeat {
  private let views: [KeyedView]

  /// How many draws stand against each other.
  private let size: Int

  private let key: WatermarkKey

  /// Where the numbers come from that stand in for used ones: a substream for each block.
  private let stream: SamplingStream

  /// For each view the values whose numbers are used, as keys of 64 bits.
  ///
  /// Two values have one key with a chance of some 2⁻⁶⁴ a pair; then a number stays unused that
  /// could have been used, which does no harm.
  private var used: [Set<UInt64>]

  /// Makes a heat in which no number is used yet.
  init(views: [KeyedView], size: Int, key: WatermarkKey, stream: SamplingStream) {
    self.views = views
    self.size = size
    self.key = key
    self.stream = stream
    used = Array(repeating: [], count: views.count)
  }

  /// The winners of each block of draws, in their order.
  ///
  /// - Parameters:
  ///   - blocks: the draws, those that stand against each other one after the other.
  ///   - numbers: the number of each block, by which its substream is known.
  /// - Returns: as many blocks, each of as many rows as it has groups of draws.
  /// - Complexity: O(draws · views), a code of HMAC-SHA256 for each.
  mutating func winners(of blocks: [SyntheticRows], _ numbers: [Int]) -> [SyntheticRows] {
    let fresh = blocks.map { unused(in: $0) }
    let (views, size, key, stream) = (views, size, key, stream)
    return Parallel.map(count: blocks.count) { index in
      let draws = blocks[index]
      var words = stream.substream(UInt64(numbers[index]))
      let chosen = (0..<draws.count / size).map { group in
        var best = (row: group * size, score: -1.0)
        for row in group * size..<(group + 1) * size {
          var score = 0.0
          for (view, isFresh) in zip(views, fresh[index]) {
            let number =
              isFresh[row]
              ? key.number(of: view.message(row: row, in: draws.columns))
              : WatermarkKey.number(words.next())
            score -= Elementary.log(1 - number)
          }
          // Of equal sums the first wins; that sums are equal is too rare to show.
          if score > best.score { best = (row, score) }
        }
        return best.row
      }
      return SyntheticRows(
        count: chosen.count,
        columns: draws.columns.map { codes in chosen.map { codes[$0] } }
      )
    }
  }

  /// For each view the draws whose values' number is unused, which from now on counts as used.
  private mutating func unused(in draws: SyntheticRows) -> [[Bool]] {
    views.indices.map { view in
      let columns = views[view].columns.map { draws.columns[$0] }
      return KeyIndex.keys(columns, rows: draws.count).map {
        used[view].insert($0).inserted
      }
    }
  }
}
