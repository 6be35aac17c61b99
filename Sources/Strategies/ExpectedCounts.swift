import GraphicalModels
import Marginals

/// A model's counts as integers, to be compared with exact counts at the door.
enum ExpectedCounts {
  /// For each shape, the model's expected counts, rounded: free, since the model is public.
  static func of(_ shapes: [MarginalShape], by model: Model) -> [[Int]] {
    zip(shapes, model.expectedCounts(over: shapes.map(\.clique))).map { shape, counts in
      shape.coarsen(counts, in: model.domain).map { Int($0 + 0.5) }
    }
  }
}
