/// Where the score of a release's own seed stands among those of seeds that weren't used.
package struct WatermarkRank: Sendable, Equatable {
  /// The score of the seed in question.
  package let score: Double

  /// The scores of the other seeds.
  package let alternatives: [Double]

  /// Ranks a score.
  package init(score: Double, alternatives: [Double]) {
    self.score = score
    self.alternatives = alternatives
  }

  /// 1 and the number of other seeds that score as high, or higher.
  package var rank: Int { 1 + alternatives.count { $0 >= score } }

  /// The chance of so high a rank for a table that has nothing to do with the seed.
  ///
  /// (1 + #{s: T_s ≥ T_0}) / (B + 1): such a table can't tell the seed from the B others, so each rank
  /// is as likely as another, wherever the table comes from.
  package var probability: Double { Double(rank) / Double(alternatives.count + 1) }

  /// How many standard deviations of the other scores the score lies above their mean.
  ///
  /// A measure of strength, not a basis for a probability, as the scores aren't normal; nil where the
  /// others don't differ.
  package var deviations: Double? {
    let count = Double(alternatives.count)
    let mean = alternatives.reduce(0, +) / count
    let squares = alternatives.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard alternatives.count > 1, squares > 0 else { return nil }
    return (score - mean) / (squares / (count - 1)).squareRoot()
  }

  /// The probabilities adjusted for their number: the chance that any of them falls so low by
  /// accident is at most the adjusted value.
  ///
  /// - Source: Holm, A simple sequentially rejective multiple test procedure, 1979.
  package static func adjusted(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted {
      (probabilities[$0], $0) < (probabilities[$1], $1)
    }
    var adjusted = probabilities
    var highest = 0.0
    for (position, index) in order.enumerated() {
      let factor = Double(probabilities.count - position)
      highest = max(highest, min(1, factor * probabilities[index]))
      adjusted[index] = highest
    }
    return adjusted
  }
}
