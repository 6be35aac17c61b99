import Arithmetic
import JSON
import Marginals

extension Selection {
  /// The members of a selection's entry: where its candidates stand in the run's table, the choice,
  /// and how it was made.
  func members(referringTo table: CandidateTable) -> [JSONMember] {
    [
      JSONMember(
        key: "candidates",
        value: .array(table.positions(of: self).map(JSON.integer))
      ),
      JSONMember(
        key: "mechanism",
        value: ["name": "exponential", "rate": .exact(rate)]
      ),
      JSONMember(key: "chosen", value: .integer(chosen)),
    ]
  }

  /// Reads a selection's members.
  init(reading fields: FileFields, from table: CandidateTable) throws(LineageError) {
    let positions = try fields.integers("candidates")
    guard !positions.isEmpty else { throw fields.fault(.wrongLength, at: "candidates") }
    guard positions.allSatisfy((0..<table.count).contains) else {
      throw fields.fault(.outOfRange, at: "candidates")
    }
    let mechanism = try fields.object("mechanism")
    guard try mechanism.text("name") == "exponential" else {
      throw mechanism.fault(.unknownWord, at: "name")
    }
    self.init(
      candidates: positions.map(table.clique),
      terms: positions.map(table.terms),
      chosen: try fields.integer("chosen", in: 0...positions.count - 1),
      rate: try mechanism.positive("rate")
    )
  }
}

extension ScoreTerms {
  /// The largest number that a term may be: what it is multiplied with stays an integer.
  private static let limit = 1 << 40

  /// The terms as members of a candidate.
  func members(in domain: Domain) -> [JSONMember] {
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

  /// Reads the terms of a candidate.
  init(
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
