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
    var weights: [Int] = []
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
    against expected: [[Int]],
    spending grant: consuming Grant
  ) -> NoisyErrors {
    let question = Recording.Question(shapes: shapes, expected: expected, granted: grant.cost)
    let answer = real.errors(of: shapes, against: expected, spending: grant)
    recording.append(
      .init(
        question: question,
        exact: [ExactAnswers(table: table).distances(shapes, expected)],
        answers: [.errors(answer)]
      )
    )
    return answer
  }

  mutating func select(
    among candidates: [MarginalShape],
    against expected: [[Int]],
    weights: [Int],
    spending grant: consuming Grant
  ) -> Selection {
    let question = Recording.Question(
      shapes: candidates,
      expected: expected,
      weights: weights,
      granted: grant.cost
    )
    let answer = real.select(
      among: candidates,
      against: expected,
      weights: weights,
      spending: grant
    )
    let scores = zip(weights, ExactAnswers(table: table).distances(candidates, expected)).map(*)
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
    purchases.map { purchase in
      if case .measurement(let answer) = answers.popFirst(), answer.shape == purchase.shape {
        return answer
      }
      let zeros = Array(repeating: 0, count: purchase.shape.cellCount(in: domain))
      return Measurement(
        shape: purchase.shape,
        values: zeros,
        noise: .discreteGaussian(variance: Self.wide)
      )
    }
  }

  mutating func errors(
    of shapes: [MarginalShape],
    against expected: [[Int]],
    spending grant: consuming Grant
  ) -> NoisyErrors {
    if case .errors(let answer) = answers.popFirst(), answer.cliques == shapes.map(\.clique) {
      return answer
    }
    return NoisyErrors(
      cliques: shapes.map(\.clique),
      values: shapes.map { _ in 0 },
      noise: .discreteGaussian(variance: Self.wide)
    )
  }

  mutating func select(
    among candidates: [MarginalShape],
    against expected: [[Int]],
    weights: [Int],
    spending grant: consuming Grant
  ) -> Selection {
    if case .selection(let answer) = answers.popFirst(),
      answer.candidates == candidates.map(\.clique)
    {
      return answer
    }
    return Selection(candidates: candidates.map(\.clique), chosen: 0, rate: 0)
  }

  /// A variance that any grant pays for.
  private static let wide = Rational(1 << 40)
}
