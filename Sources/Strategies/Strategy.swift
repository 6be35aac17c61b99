package import Accounting
package import GraphicalModels
package import Marginals
package import Mechanisms

/// A rule for which marginals to buy with a charge.
///
/// A strategy never holds a table: it asks the door, and all it knows is what the door answered.
package protocol Strategy: Sendable {
  /// The name on the command line and in the manifest.
  var name: String { get }

  /// The greatest number of cells of the model where a request names none.
  ///
  /// The rule: as large as lowers the error on Adult and NIST 2019 data at ε from 0.1 to 10, while a
  /// run stays within about 12 seconds of one core and 512 MiB.
  var defaultModelCells: Int { get }

  /// Spends at most `plan.budget` at the door.
  ///
  /// What it asks may depend on the plan and on the door's answers, and on nothing else.
  func run(_ plan: Plan, through door: inout Door)
}

extension Strategy {
  /// 2²⁰, or 8 MiB of Doubles: enough for trees of pairs, and as much as those can afford that refit
  /// the model after each purchase or count hundreds of wide candidates.
  package var defaultModelCells: Int { 1 << 20 }
}

/// The public terms of a run.
package struct Plan: Sendable {
  /// The marginals that should come out right.
  package let workload: Workload

  /// The price of the whole run.
  package let budget: PrivacyCost

  /// The greatest number of cells of the model's junction tree.
  package let cellLimit: Int

  /// The greatest number of cells of a marginal that is asked about.
  ///
  /// A model may be larger than any one marginal of use: with more cells than this a table would
  /// need millions of rows to be more than noise, and counting all such pairs would take gigabytes.
  package var marginalLimit: Int { min(cellLimit, Plan.greatestMarginal) }

  /// ``marginalLimit`` for models of any size.
  package static let greatestMarginal = 1 << 20

  /// How models are fitted between questions.
  package let settings: InferenceSettings

  /// The combinations of levels that no row has.
  package let impossible: [ImpossibleCombination]

  /// Makes a plan.
  ///
  /// - Precondition: some row is possible, and the limit leaves room for the one-ways and for the
  ///   combinations' cliques.
  package init(
    workload: Workload,
    budget: PrivacyCost,
    cellLimit: Int,
    settings: InferenceSettings,
    impossible: [ImpossibleCombination] = []
  ) {
    self.workload = workload
    self.budget = budget
    self.cellLimit = cellLimit
    self.settings = settings
    self.impossible = impossible
  }

  /// The model that fits these measurements, from the parameters of an earlier one.
  ///
  /// It only says what to ask next: how far from the best fit it is, only the released model tells.
  func model(
    fittedTo measurements: [Measurement],
    of domain: Domain,
    startingFrom start: Parameters? = nil
  ) -> Model {
    Model.fitted(
      to: measurements,
      domain: domain,
      total: max(1, Model.total(of: measurements)),
      settings: settings,
      startingFrom: start,
      impossible: impossible,
      isBounded: false
    )
  }

  /// What the model's junction tree holds besides measured marginals.
  var fixedCliques: [Clique] { impossible.map(\.clique) }
}

/// The strategies by name.
package enum Strategies {
  /// All strategies, the default first.
  package static let all: [any Strategy] = [
    Grove(), SpanningTree(), AdaptiveIterative(), MultiplicativeWeights(), BayesianNetwork(),
    Independent(),
  ]

  /// The strategy of this name, if there is one.
  package static func named(_ name: String) -> (any Strategy)? {
    all.first { $0.name == name }
  }
}
