package import Accounting
import JSON
package import Ledger

/// What the mechanisms of a release cost, kind by kind.
///
/// Each mechanism stands in the ledger's commit record, which the manifest quotes, with parameters,
/// query, sensitivity and price; its place there is its index in the ledger.
package struct MechanismAccount: Sendable, Equatable {
  /// The mechanisms of one kind.
  package struct Kind: Sendable, Equatable {
    /// The kind's name in the ledger.
    package let name: String

    /// How many there are.
    package let count: Int

    /// What they were charged together.
    package let cost: PrivacyCost
  }

  /// The kinds, in the order in which the first of each was asked.
  package let kinds: [Kind]

  /// The definition of privacy under which prices add up.
  package let definition: PrivacyDefinition

  /// The account of a commit record's entries.
  ///
  /// - Precondition: all prices are under the definition.
  package init(_ entries: [LedgerEntry], under definition: PrivacyDefinition) {
    var kinds: [Kind] = []
    for entry in entries {
      let name = entry.mechanism.name
      let index = kinds.firstIndex { $0.name == name }
      let old = index.map { kinds[$0] } ?? Kind(name: name, count: 0, cost: .zero(definition))
      let new = Kind(name: name, count: old.count + 1, cost: old.cost + entry.cost)
      if let index { kinds[index] = new } else { kinds.append(new) }
    }
    self.kinds = kinds
    self.definition = definition
  }

  /// The number of mechanisms.
  package var count: Int { kinds.reduce(0) { $0 + $1.count } }

  /// The rule by which the prices of the mechanisms add up.
  package var composition: String {
    switch definition {
    case .zeroConcentrated:
      "zCDP: the prices rho add up, as exact rationals; Gaussian Δ²/(2σ²), exponential η²/8"
    case .pure:
      "pure DP: the prices epsilon add up, as exact rationals; Laplace Δ/t, exponential η"
    }
  }

  /// What is done to the answers of the mechanisms, at no price.
  package static let postProcessing = [
    "a graphical model is fitted to all noisy answers, so that counts agree with each other and "
      + "none is negative",
    "rows are drawn from the model by a seed that nobody can choose",
    "numbers and dates are spread over the bin that was drawn",
  ]

  private static let entries = "ledger.records.commit: entries"

  /// The account as the manifest has it.
  func json(commitRecord: Int) -> JSON {
    [
      "composition": .string(composition),
      "postProcessing": .array(MechanismAccount.postProcessing.map { .string($0) }),
      "commitRecord": .integer(commitRecord), "entries": .string(MechanismAccount.entries),
      "mechanisms": .array(
        kinds.map {
          [
            "mechanism": .string($0.name), "count": .integer($0.count),
            definition.word: .exact($0.cost.value),
          ]
        }
      ),
    ]
  }

  /// Reads the member `accounting` of a manifest.
  init(
    reading fields: FileFields,
    commitRecord: Int,
    under definition: PrivacyDefinition
  ) throws(LineageError) {
    self.definition = definition
    var kinds: [Kind] = []
    for kind in try fields.objects("mechanisms") {
      kinds.append(
        Kind(
          name: try kind.text("mechanism"),
          count: try kind.integer("count", in: 1...Int.max),
          cost: try PrivacyCost(reading: kind, under: definition)
        )
      )
    }
    self.kinds = kinds
    guard try fields.integer("commitRecord", in: 0...Int.max) == commitRecord else {
      throw fields.fault(.outOfRange, at: "commitRecord")
    }
    for (key, value) in [("composition", composition), ("entries", Self.entries)] {
      guard try fields.text(key) == value else { throw fields.fault(.unknownWord, at: key) }
    }
    guard try fields.texts("postProcessing") == MechanismAccount.postProcessing else {
      throw fields.fault(.unknownWord, at: "postProcessing")
    }
  }
}
