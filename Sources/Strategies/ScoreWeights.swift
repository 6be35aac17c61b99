/// What candidates are worth, as factors of their scores.
enum ScoreWeights {
  /// The greatest factor: with it a score of 2³² rows still fits an integer.
  private static let greatest = 1 << 12

  /// The worths as factors from 1 to 2¹², halved together as often as it takes.
  static func of(_ worths: [Int]) -> [Int] {
    let largest = worths.reduce(1, max)
    var halvings = 0
    while largest >> halvings > greatest { halvings += 1 }
    return worths.map { max(1, $0 >> halvings) }
  }
}
