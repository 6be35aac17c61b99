import Arithmetic
import GraphicalModels
import Marginals

/// A model with parameters of standard deviation `spread` on these cliques.
func randomModel(_ domain: Domain, _ cliques: [Clique], spread: Double = 1) -> Model {
  var numbers = Numbers(seed: 11)
  return Model(
    domain: domain,
    total: 1,
    parameters: Parameters(
      cliques.map { clique in
        Parameters.Entry(
          clique: clique,
          values: (0..<domain.cellCount(of: clique)).map { _ in spread * numbers.normal() }
        )
      }
    )
  )
}

/// The number of rows in every cell of a clique.
func rowCounts(_ rows: SyntheticRows, over clique: Clique, _ domain: Domain) -> [Int] {
  var counts = Array(repeating: 0, count: domain.cellCount(of: clique))
  for row in 0..<rows.count {
    counts[BruteForce.index(of: rows.columns.map { Int($0[row]) }, in: clique, domain)] += 1
  }
  return counts
}
