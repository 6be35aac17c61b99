import Accounting
import Arithmetic
import Ledger
import Marginals
import Mechanisms
import Synchronization
import Tables

/// All that passed the door in one run: what was asked, the exact answer, and the noisy one.
final class Recording: Sendable {
  /// One question of the door.
  struct Exchange: Sendable {
    /// What was asked, in full: nothing in it may depend on the rows.
    let question: Question
    /// One vector of integers for each mechanism that answers: q(D), the private truth.
    let exact: [[Int]]
    /// One answer for each vector.
    let answers: [Transcript.Answer]
  }

  /// A question, its public arguments, and the price of the grant that came with it.
  struct Question: Sendable, Equatable {
    var shapes: [MarginalShape]
    var prices: [PrivacyCost] = []
    var expected: [[Int]] = []
    var candidates: [Candidate] = []
    let granted: PrivacyCost
  }

  private let state = Mutex<[Exchange]>([])

  var exchanges: [Exchange] { state.withLock { $0 } }

  func append(_ exchange: Exchange) { state.withLock { $0.append(exchange) } }
}

/// Asks the table itself, by a way that is not the mechanisms': the truth that they hide.
struct ExactAnswers {
  let table: EncodedTable

  func counts(_ shapes: [MarginalShape]) -> [[Int]] {
    shapes.map { $0.coarsen(table.counts(over: $0.clique), in: table.domain) }
  }

  func distances(_ shapes: [MarginalShape], _ expected: [[Int]]) -> [Int] {
    zip(counts(shapes), expected).map { exact, expected in
      zip(exact, expected).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
  }

  /// The scores as their rules have them, row by row for dependences.
  func scores(_ candidates: [Candidate], _ references: [[Int]]) -> [Int] {
    zip(candidates, references).map { candidate, reference in
      switch candidate.terms {
      case .distance(let weight, let penalty):
        weight * (distances([candidate.shape], [reference])[0] - penalty)
      case .dependence(let child, let total, let weight):
        weight * dependence(of: child, in: candidate, reference, total: total)
      }
    }
  }

  /// Σ|W·c(x, π) − w_x·c(π)|, its cells found by their levels.
  private func dependence(
    of child: Int,
    in candidate: Candidate,
    _ shares: [Int],
    total: Int
  ) -> Int {
    let clique = candidate.shape.clique
    let sizes = candidate.shape.sizes(in: table.domain)
    let place = clique.attributes.firstIndex(of: child) ?? 0
    var counts: [[Int]: Int] = [:]
    for (cell, count) in self.counts([candidate.shape])[0].enumerated() {
      var levels: [Int] = []
      var rest = cell
      for size in sizes.reversed() {
        levels.insert(rest % size, at: 0)
        rest /= size
      }
      counts[levels] = count
    }
    return counts.reduce(0) { sum, cell in
      let slice = (0..<sizes[place]).reduce(0) { sum, level in
        var levels = cell.key
        levels[place] = level
        return sum + (counts[levels] ?? 0)
      }
      return sum + abs(total * cell.value - shares[cell.key[place]] * slice)
    }
  }
}

extension PublicTables {
  /// All tables at once.
  var all: [[Int]] { groups.flatMap(tables(of:)) }
}

/// The real private side, with a record of what passes.
struct RecordingSide: ~Copyable, PrivateSide {
  var real: any PrivateSide & ~Copyable
  let table: EncodedTable
  let recording: Recording

  var domain: Domain { table.domain }

  mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    spending grant: consuming Grant
  ) -> [Measurement] {
    let question = Recording.Question(
      shapes: purchases.map(\.shape),
      prices: purchases.map(\.cost),
      granted: grant.cost
    )
    let answers = real.measure(purchases, spending: grant)
    recording.append(
      .init(
        question: question,
        exact: ExactAnswers(table: table).counts(question.shapes),
        answers: answers.map { .measurement($0) }
      )
    )
    return answers
  }

  mutating func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    spending grant: consuming Grant
  ) -> NoisyErrors {
    let question = Recording.Question(
      shapes: shapes,
      expected: expected.all,
      granted: grant.cost
    )
    let answer = real.errors(of: shapes, against: expected, spending: grant)
    recording.append(
      .init(
        question: question,
        exact: [ExactAnswers(table: table).distances(shapes, question.expected)],
        answers: [.errors(answer)]
      )
    )
    return answer
  }

  mutating func select(
    among candidates: [Candidate],
    against references: PublicTables,
    spending grant: consuming Grant
  ) -> Selection {
    let question = Recording.Question(
      shapes: candidates.map(\.shape),
      expected: references.all,
      candidates: candidates,
      granted: grant.cost
    )
    let answer = real.select(among: candidates, against: references, spending: grant)
    let scores = ExactAnswers(table: table).scores(candidates, question.expected)
    recording.append(.init(question: question, exact: [scores], answers: [.selection(answer)]))
    return answer
  }
}

/// The answers of an earlier run, given again whatever the table; each consumes its grant.
///
/// Behind a ``RecordingSide`` it is a private side like any other. Where the question is another
/// kind than the recorded one, the answer is an empty one: the recordings tell that they differ.
struct ForcedSide: PrivateSide {
  let domain: Domain
  var answers: ArraySlice<Transcript.Answer>

  mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    spending grant: consuming Grant
  ) -> [Measurement] {
    let noise = Self.wide(grant.cost.definition)
    return purchases.map { purchase in
      if case .measurement(let answer) = answers.popFirst(), answer.shape == purchase.shape {
        return answer
      }
      let zeros = Array(repeating: 0, count: purchase.shape.cellCount(in: domain))
      return Measurement(
        shape: purchase.shape,
        values: zeros,
        noise: noise
      )
    }
  }

  mutating func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    spending grant: consuming Grant
  ) -> NoisyErrors {
    if case .errors(let answer) = answers.popFirst(), answer.cliques == shapes.map(\.clique) {
      return answer
    }
    return NoisyErrors(
      cliques: shapes.map(\.clique),
      values: shapes.map { _ in 0 },
      noise: Self.wide(grant.cost.definition)
    )
  }

  mutating func select(
    among candidates: [Candidate],
    against references: PublicTables,
    spending grant: consuming Grant
  ) -> Selection {
    if case .selection(let answer) = answers.popFirst(),
      answer.candidates == candidates.map(\.shape.clique)
    {
      return answer
    }
    return Selection(
      candidates: candidates.map(\.shape.clique),
      terms: candidates.map(\.terms),
      chosen: 0,
      rate: 0
    )
  }

  /// Noise that any grant pays for.
  private static func wide(_ definition: PrivacyDefinition) -> Noise {
    switch definition {
    case .zeroConcentrated: .discreteGaussian(variance: Rational(1 << 40))
    case .pure: .discreteLaplace(scale: Rational(1 << 40))
    }
  }
}
