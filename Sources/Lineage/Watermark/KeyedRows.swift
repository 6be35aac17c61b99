import Arithmetic
package import GraphicalModels
import Marginals
import Parallel
import Randomness

/// Rows of a model that a secret key chooses, so that who has the key knows them again.
///
/// Each row is one of some draws from the model, chosen in two heats. The key gives every draw a
/// number for each view of the heat (``KeyedView``), which follows from the view's values alone, and
/// the draw with the largest sum of −ln(1 − u) wins. A number is used for one draw only: where the
/// values of a view occur again, in this row's draws or a later row's, another random number stands
/// in. So all numbers are independent, whatever the draws are; every draw of a row is as likely to
/// win as another, and for a random key the rows are distributed exactly as independent rows of the
/// model.
///
/// Where whole rows are left, the first heat tells: many draws a row, by the whole row. The second
/// one, of few draws, uses up fewer values of the smaller views.
///
/// - Source: the choice by pseudorandom numbers that are used once: Aaronson, 2022; Christ, Gunn and
///   Zamir, Undetectable watermarks for language models, COLT 2024; the heats: Dathathri et al.,
///   Scalable watermarking for identifying large language model outputs, Nature 634, 2024.
package enum KeyedRows {
  /// The draws of a first heat.
  static let firstHeat = 32

  /// The draws of the second heat, each the winner of a first one.
  static let secondHeat = 4

  /// The rows that are drawn and looked up together.
  private static let blockSize = 256

  /// The blocks that are worked on at once.
  private static let blocksAtOnce = 16

  /// Draws `count` rows, the same on any number of threads.
  ///
  /// - Complexity: for each row 128 draws and about 270 codes of HMAC-SHA256; memory for a key of
  ///   eight bytes for each.
  package static func draw(from model: Model, count: Int, key: WatermarkKey) -> SyntheticRows {
    let rows = IndependentRows(model)
    let stream = SamplingStream(seed: key.rowSeed, domain: "marginalia keyed rows 1")
    let draws = stream.substream("draws")
    let views = KeyedView.all(of: model.domain.count)
    var first = KeyedHeat(
      views: views.filter { $0.size == .whole },
      size: firstHeat,
      key: key,
      stream: stream.substream("first heat")
    )
    var second = KeyedHeat(
      views: views.filter { $0.size != .whole },
      size: secondHeat,
      key: key,
      stream: stream.substream("second heat")
    )
    var columns = Array(repeating: [UInt32](), count: model.domain.count)
    let blocks = (count + blockSize - 1) / blockSize
    for start in stride(from: 0, to: blocks, by: blocksAtOnce) {
      let numbers = Array(start..<min(blocks, start + blocksAtOnce))
      let drawn = Parallel.map(count: numbers.count) { index in
        let size = min(blockSize, count - numbers[index] * blockSize)
        return rows.draw(
          size * firstHeat * secondHeat,
          from: draws.substream(UInt64(numbers[index]))
        )
      }
      let winners = second.winners(of: first.winners(of: drawn, numbers), numbers)
      for column in columns.indices { columns[column] += winners.flatMap { $0.columns[column] } }
    }
    return SyntheticRows(count: count, columns: columns)
  }
}
