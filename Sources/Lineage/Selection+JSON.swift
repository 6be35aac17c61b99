import Arithmetic
import JSON
import Marginals

extension Selection {
  /// The members of a selection's entry: the candidates with their public terms, the choice, and how
  /// it was made.
  func members(in domain: Domain) -> [JSONMember] {
    [
      JSONMember(key: "candidates", value: candidatesJSON(in: domain)),
      JSONMember(
        key: "mechanism",
        value: ["name": "exponential", "rate": .exact(rate)]
      ),
      JSONMember(key: "chosen", value: .integer(chosen)),
    ]
  }

  /// The candidates, each with what is public about its score.
  func candidatesJSON(in domain: Domain) -> JSON {
    .array(
      zip(candidates, terms).map { clique, terms in
        .object(
          [JSONMember(key: "attributes", value: domain.json(of: clique))]
            + terms.members(in: domain)
        )
      }
    )
  }

  /// Reads a selection's members.
  init(reading fields: FileFields, in domain: Domain) throws(LineageError) {
    var candidates: [Clique] = []
    var terms: [ScoreTerms] = []
    for candidate in try fields.objects("candidates") {
      let clique = try Clique(
        reading: try candidate.texts("attributes"),
        in: domain,
        of: candidate,
        at: "attributes"
      )
      candidates.append(clique)
      terms.append(try ScoreTerms(reading: candidate, of: clique, in: domain))
    }
    guard !candidates.isEmpty else { throw fields.fault(.wrongLength, at: "candidates") }
    let mechanism = try fields.object("mechanism")
    guard try mechanism.text("name") == "exponential" else {
      throw mechanism.fault(.unknownWord, at: "name")
    }
    self.init(
      candidates: candidates,
      terms: terms,
      chosen: try fields.integer("chosen", in: 0...candidates.count - 1),
      rate: try mechanism.positive("rate")
    )
  }
}

extension ScoreTerms {
  /// The largest number that a term may be: what it is multiplied with stays an integer.
  private static let limit = 1 << 40

  fileprivate func members(in domain: Domain) -> [JSONMember] {
    switch self {
    case .distance(let weight, let penalty):
      [
        JSONMember(key: "score", value: "distance"),
        JSONMember(key: "weight", value: .integer(weight)),
        JSONMember(key: "penalty", value: .integer(penalty)),
      ]
    case .dependence(let child, let total, let weight):
      [
        JSONMember(key: "score", value: "dependence"),
        JSONMember(key: "weight", value: .integer(weight)),
        JSONMember(key: "child", value: .string(domain.attributes[child].name)),
        JSONMember(key: "total", value: .integer(total)),
      ]
    }
  }

  fileprivate init(
    reading fields: FileFields,
    of clique: Clique,
    in domain: Domain
  ) throws(LineageError) {
    let weight = try fields.integer("weight", in: 1...ScoreTerms.limit)
    switch try fields.text("score") {
    case "distance":
      self = .distance(
        weight: weight,
        penalty: try fields.integer("penalty", in: 0...ScoreTerms.limit)
      )
    case "dependence":
      guard let child = domain.index(of: try fields.text("child")), clique.contains(child) else {
        throw fields.fault(.notAttributes, at: "child")
      }
      self = .dependence(
        child: child,
        total: try fields.integer("total", in: 1...1 << 20),
        weight: weight
      )
    default: throw fields.fault(.unknownWord, at: "score")
    }
  }
}
