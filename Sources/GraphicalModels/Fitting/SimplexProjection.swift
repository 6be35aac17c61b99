/// The table without negative cells and with a given sum that is nearest to given numbers.
///
/// It is max(0, zᵢ − t) for the threshold t at which the sum is right.
///
/// - Source: Michelot, A finite algorithm for finding the projection of a point onto the canonical
///   simplex, J. Optimization Theory and Applications 1986.
enum SimplexProjection {
  /// The threshold t.
  ///
  /// - Complexity: a few passes over the cells: each leaves out cells that end at zero.
  static func threshold(of values: [Double], sum: Double) -> Double {
    var threshold = -Double.infinity
    var left = Int.max
    while true {
      var total = 0.0
      var count = 0
      for value in values where value > threshold {
        total += value
        count += 1
      }
      // Fewer each time; rounding must not bring one back.
      guard count < left, count > 0 else { return threshold }
      left = count
      threshold = (total - sum) / Double(count)
    }
  }

  /// The projection.
  static func of(_ values: [Double], sum: Double) -> [Double] {
    let threshold = threshold(of: values, sum: sum)
    return values.map { $0 > threshold ? $0 - threshold : 0 }
  }
}
