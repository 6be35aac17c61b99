import Marginals
import Mechanisms
import Testing

@Suite struct CandidateTests {
  /// A child of three levels and a parent of two: six cells.
  private static let domain = Domain([
    Attribute(name: "child", size: 3), Attribute(name: "parent", size: 2),
  ])

  /// Shares with the extremes that a noisy distribution may have.
  private static let shares = [[2, 1, 1], [0, 3, 1], [0, 0, 4], [1, 1, 1]]

  /// All tables of at most `rows` rows, as counts of the six cells.
  private static func tables(rows: Int) -> [[Int]] {
    var tables = [[Int]()]
    for _ in 0..<6 {
      tables = tables.flatMap { table in
        (0...(rows - table.reduce(0, +))).map { table + [$0] }
      }
    }
    return tables
  }

  /// The greatest move of a score between neighbours by a unit of at most `rows` rows, by trying all
  /// tables of up to three other rows.
  private static func greatestMove(
    of score: ([Int]) -> Int,
    rows: Int,
    replaces: Bool
  ) -> Int {
    let units = tables(rows: rows)
    var greatest = 0
    for rest in tables(rows: 3) {
      let scores = units.map { score(zip(rest, $0).map(+)) }
      // A neighbour without the unit is one whose unit has no rows: the first.
      for left in replaces ? scores : [scores[0]] {
        for right in scores { greatest = max(greatest, abs(left - right)) }
      }
    }
    return greatest
  }

  /// A candidate and what its counts are compared with.
  private struct Rule {
    let candidate: Candidate
    let reference: [Int]

    func score(_ counts: [Int], in domain: Domain) -> Int {
      candidate.score(counts, against: reference, in: domain)
    }
  }

  private static func dependence(
    of child: Int = 0,
    in shape: MarginalShape = MarginalShape([0, 1]),
    on shares: [Int],
    weight: Int = 1
  ) -> Rule {
    Rule(
      candidate: Candidate(
        shape,
        dependenceOf: child,
        total: shares.reduce(0, +),
        weight: weight
      ),
      reference: shares
    )
  }

  private static func distance(weight: Int, penalty: Int) -> Rule {
    Rule(
      candidate: Candidate(
        distanceOf: MarginalShape([0, 1]),
        weight: weight,
        penalty: penalty
      ),
      reference: [2, 0, 1, 5, 0, 1]
    )
  }

  @Test(arguments: 1...2, [false, true])
  func `one unit moves a score by no more than slope times distance`(rows: Int, replaces: Bool) {
    let sensitivity = Sensitivity(rowsPerUnit: rows, replacesUnit: replaces)
    let rules =
      Self.shares.map { Self.dependence(on: $0, weight: 3) }
      + [Self.distance(weight: 1, penalty: 0), Self.distance(weight: 5, penalty: 7)]
    for rule in rules {
      let move = Self.greatestMove(
        of: { rule.score($0, in: Self.domain) },
        rows: rows,
        replaces: replaces
      )
      let terms = rule.candidate.terms
      #expect(move <= terms.slope * sensitivity.distance, "\(terms)")
    }
  }

  @Test func `the bounds are attained, so half of either is caught`() {
    let slope = { (rule: Rule) in
      Self.greatestMove(
        of: { rule.score($0, in: Self.domain) },
        rows: 1,
        replaces: false
      )
    }
    // A level without a share: its row moves 2W, where a sensitivity of W was declared before.
    #expect(slope(Self.dependence(on: [0, 3, 1])) == 2 * 4)
    #expect(slope(Self.distance(weight: 5, penalty: 7)) == 5)
  }

  @Test func `a score with the private number of rows in it moves farther, and is caught`() {
    // Σ|n·c(x, π) − c(x)·c(π)|: the same score with the exact distribution for the public one.
    let score = { (counts: [Int]) in
      let rows = counts.reduce(0, +)
      return (0..<6).reduce(0) { sum, cell in
        let (level, parent) = (cell / 2, cell % 2)
        let child = counts[2 * level] + counts[2 * level + 1]
        let slice = counts[parent] + counts[parent + 2] + counts[parent + 4]
        return sum + abs(rows * counts[cell] - child * slice)
      }
    }
    // No table here has more than four rows, so that 2W = 2n is at most 8.
    #expect(Self.greatestMove(of: score, rows: 1, replaces: false) > 2 * 4)
  }

  @Test func `shares of another sum than the rule's would move the score farther, and stop it`()
    async
  {
    await #expect(processExitsWith: .failure) {
      let candidate = Candidate(MarginalShape([0, 1]), dependenceOf: 0, total: 3)
      let domain = Domain([
        Attribute(name: "child", size: 3), Attribute(name: "parent", size: 2),
      ])
      _ = candidate.score([4, 0, 0, 4, 0, 0], against: [2, 1, 1], in: domain)
    }
  }

  @Test func `scores are those of the formulas`() {
    // The child's level decides the parent: all rows of level 0 in slice 0, of level 1 in slice 1.
    let counts = [4, 0, 0, 4, 0, 0]
    // Slice 0 has 4 rows: |4·4 − 2·4| + |0 − 1·4| + |0 − 1·4| = 16; slice 1: 8 + 12 + 4 = 24.
    #expect(Self.dependence(on: [2, 1, 1]).score(counts, in: Self.domain) == 40)
    #expect(Self.dependence(on: [2, 1, 1], weight: 3).score(counts, in: Self.domain) == 120)
    // |4 − 2| + 0 + 1 + |4 − 5| + 0 + 1 = 5.
    #expect(Self.distance(weight: 1, penalty: 0).score(counts, in: Self.domain) == 5)
    #expect(Self.distance(weight: 3, penalty: 7).score(counts, in: Self.domain) == -6)
  }

  @Test func `independent counts score nothing, and more parents never score less`() {
    let proportional = [2, 6, 1, 3, 1, 3]
    #expect(Self.dependence(on: [2, 1, 1]).score(proportional, in: Self.domain) == 0)
    let alone = Self.dependence(in: MarginalShape([0]), on: [2, 1, 1])
    for counts in Self.tables(rows: 3) {
      let sums = (0..<3).map { counts[2 * $0] + counts[2 * $0 + 1] }
      let less = alone.score(sums, in: Self.domain)
      #expect(Self.dependence(on: [2, 1, 1]).score(counts, in: Self.domain) >= less)
    }
  }

  @Test func `a child may stand anywhere in the clique, and its levels may be merged`() {
    let domain = Domain([
      Attribute(name: "parent", size: 2), Attribute(name: "child", size: 3),
      Attribute(name: "other", size: 2),
    ])
    let middle = Self.dependence(of: 1, in: MarginalShape([0, 1, 2]), on: [2, 1, 1])
    // All rows of slice (0, 0) at level 0; nothing elsewhere: |4·5 − 2·5| + 2·|0 − 5| = 20.
    let counts = [5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(middle.score(counts, in: domain) == 20)
    let merged = MarginalShape([0, 1], groupings: [nil, Grouping([0, 1, 1])])
    let coarse = Self.dependence(of: 1, in: merged, on: [2, 2])
    #expect(coarse.score([5, 0, 0, 0], in: domain) == 20)
    #expect(coarse.score([5, 5, 3, 3], in: domain) == 0)
  }
}
