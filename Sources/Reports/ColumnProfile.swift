import GraphicalModels
import Lineage
import Marginals
import Schemas

/// One column as a chart shows it: the noisy count of each level, its margin, and the model's count.
struct ColumnProfile {
  /// One bar: a level, or several levels in sequence where there are too many to show.
  struct Level {
    let label: String
    /// The measured count; nil where the column was not measured by itself.
    let count: Double?
    /// The half-width of the interval that holds 95 % of the noise.
    let margin: Double
    let expected: Double
  }

  /// The most bars of a chart.
  static let barLimit = 160

  let name: String
  let levels: [Level]

  /// The number of levels that a bar stands for.
  let levelsPerBar: Int

  /// The column's position in the schema's order, and what kind it is.
  let kind: String
  let size: Int

  /// Whether the levels have an order of their own, as numbers and dates have.
  let isOrdered: Bool

  init(_ facts: ReportFacts, attribute: Int) {
    let column = facts.schema.attributes[attribute]
    let size = facts.domain.size(attribute)
    let measurement = facts.answers.last {
      $0.clique == [attribute] && $0.shape.isFine
    }
    let expected = facts.model.expectedCounts(over: [attribute])
    let width = (size + Self.barLimit - 1) / Self.barLimit
    let halfWidth = measurement?.noise.halfWidth ?? 0
    levels = stride(from: 0, to: size, by: width).map { start in
      let range = start..<min(size, start + width)
      let first = column.label(of: start)
      return Level(
        label: range.count == 1 ? first : "\(first) … \(column.label(of: range.upperBound - 1))",
        count: measurement.map { measurement in
          range.reduce(0.0) { $0 + Double(measurement.values[$1]) }
        },
        margin: halfWidth * Double(range.count).squareRoot(),
        expected: range.reduce(0.0) { $0 + expected[$1] }
      )
    }
    name = column.name
    kind = column.kind.word
    isOrdered = column.kind.ordered != nil
    levelsPerBar = width
    self.size = size
  }

  /// Whether the column was measured by itself.
  var isMeasured: Bool { levels.contains { $0.count != nil } }

  /// The smallest and the largest value that a chart has to hold; 0 lies between them.
  var range: ClosedRange<Double> {
    let lows = levels.map { min($0.expected, ($0.count ?? $0.expected) - $0.margin) }
    let highs = levels.map { max($0.expected, ($0.count ?? $0.expected) + $0.margin) }
    return min(0, lows.reduce(0, min))...max(1, highs.reduce(1, max))
  }
}
