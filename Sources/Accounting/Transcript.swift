package import Marginals

/// All that the door let out in one run, in order: the whole private input of a release.
package struct Transcript: Sendable, Hashable {
  /// One answer of the door, with its price.
  package struct Entry: Sendable, Hashable {
    /// What was answered.
    package let answer: Answer

    /// What was charged for it.
    package let cost: PrivacyCost

    /// Makes an entry.
    package init(answer: Answer, cost: PrivacyCost) {
      self.answer = answer
      self.cost = cost
    }
  }

  /// The three things that a door can answer.
  package enum Answer: Sendable, Hashable {
    /// A noisy marginal.
    case measurement(Measurement)
    /// Noisy distances between the table and a public model.
    case errors(NoisyErrors)
    /// The candidate that an exponential mechanism chose.
    case selection(Selection)
  }

  /// The answers, in the order in which they were given.
  package private(set) var entries: [Entry]

  /// Makes a transcript.
  package init(_ entries: [Entry] = []) { self.entries = entries }

  /// Adds an answer.
  package mutating func append(_ entry: Entry) { entries.append(entry) }

  /// The noisy marginals among the answers, in order.
  package var measurements: [Measurement] {
    entries.compactMap { entry in
      if case .measurement(let measurement) = entry.answer { measurement } else { nil }
    }
  }

  /// The sum of the prices.
  ///
  /// - Precondition: all are prices under `definition`.
  package func cost(under definition: PrivacyDefinition) -> PrivacyCost {
    entries.reduce(.zero(definition)) { $0 + $1.cost }
  }
}
