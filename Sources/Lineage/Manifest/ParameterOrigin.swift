import Accounting

/// Where the parameters of each answer come from: σ², η or a scale, not what was asked with them.
///
/// Privacy losses may be composed only where every parameter was fixed before the first answer,
/// while ρ adds up in any case. So an answer counts as fixed only if its strategy divides the budget
/// by the schema and the plan alone until then; of a strategy that isn't known here, only the first.
enum ParameterOrigin: String {
  /// Fixed by schema and plan, before the first answer.
  case plan = "plan"
  /// Chosen, or a choice whether to ask at all, after earlier answers.
  case adaptive = "plan and earlier answers"

  /// The origin of each answer's parameters, in order.
  ///
  /// - Parameters:
  ///   - answers: what a run's door let out.
  ///   - strategy: the name of the strategy that asked.
  ///   - attributes: the number of attributes of the domain.
  /// - Returns: one origin for each answer.
  static func all(
    of answers: [Transcript.Entry],
    by strategy: String,
    attributes: Int
  ) -> [ParameterOrigin] {
    let fixed =
      switch strategy {
      // One measurement an attribute, for parts of the budget that follow from the levels.
      case "independent": answers.count
      // A third each for one-ways and choices in equal parts; the last third's parts follow from the
      // pairs that were chosen.
      case "mst":
        answers.lastIndex { if case .selection = $0.answer { true } else { false } }.map { $0 + 1 }
          ?? attributes
      // The one-ways; what they show decides how the rest is divided, or whether a step of the
      // network leaves a choice at all.
      case "grove", "privbayes": attributes
      // As many rounds as attributes and budget allow, each a choice and a measurement in parts
      // fixed beforehand.
      case "mwem": answers.count
      // The one-ways and the first round; what that teaches sets the price of the next.
      case "aim": attributes + 2
      default: 1
      }
    return answers.indices.map { $0 < fixed ? .plan : .adaptive }
  }
}
