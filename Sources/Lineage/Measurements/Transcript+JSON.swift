import Accounting
import Arithmetic
import JSON
import Marginals

extension Transcript.Entry {
  /// The entry as the measurements file has it: what was asked, how, at which price, the answer.
  ///
  /// A choice refers to `candidates`, which are those of the entry's transcript.
  func json(in domain: Domain, referringTo candidates: CandidateTable) -> JSON {
    switch answer {
    case .measurement(let measurement):
      .object(
        [JSONMember(key: "kind", value: "measurement")] + measurement.shape.members(in: domain)
          + [
            JSONMember(key: "mechanism", value: measurement.noise.json),
            JSONMember(key: "values", value: .array(measurement.values.map(JSON.exact))),
            JSONMember(key: cost.definition.word, value: .exact(cost.value)),
          ]
      )
    case .errors(let errors):
      [
        "kind": "errors", "marginals": .array(errors.cliques.map(domain.json(of:))),
        "mechanism": errors.noise.json, "values": .array(errors.values.map(JSON.exact)),
        cost.definition.word: .exact(cost.value),
      ]
    case .selection(let selection):
      .object(
        [JSONMember(key: "kind", value: "selection")] + selection.members(referringTo: candidates)
          + [JSONMember(key: cost.definition.word, value: .exact(cost.value))]
      )
    }
  }

  /// Reads an entry, whose choices refer to the file's candidates.
  init(
    reading fields: FileFields,
    in domain: Domain,
    referringTo candidates: CandidateTable
  ) throws(LineageError) {
    let cost = try PrivacyCost(
      reading: fields,
      under: fields.json["rho"] == nil ? .pure : .zeroConcentrated
    )
    switch try fields.text("kind") {
    case "measurement":
      let shape = try MarginalShape(reading: fields, in: domain)
      let values = try fields.integers("values")
      guard values.count == shape.cellCount(in: domain) else {
        throw fields.fault(.wrongLength, at: "values")
      }
      guard values.sum != nil else { throw fields.fault(.outOfRange, at: "values") }
      let measurement = Measurement(
        shape: shape,
        values: values,
        noise: try Noise(reading: fields)
      )
      self.init(answer: .measurement(measurement), cost: cost)
    case "errors":
      let cliques = try Clique.list(reading: fields, at: "marginals", in: domain)
      let values = try fields.integers("values")
      guard values.count == cliques.count else { throw fields.fault(.wrongLength, at: "values") }
      let errors = NoisyErrors(cliques: cliques, values: values, noise: try Noise(reading: fields))
      self.init(answer: .errors(errors), cost: cost)
    case "selection":
      self.init(answer: .selection(try Selection(reading: fields, from: candidates)), cost: cost)
    default: throw fields.fault(.unknownWord, at: "kind")
    }
  }
}

extension [Int] {
  /// The sum, or nil where it passes an integer's range: no table has that many rows.
  fileprivate var sum: Int? {
    var sum = 0
    for value in self {
      let (next, overflow) = sum.addingReportingOverflow(value)
      guard !overflow else { return nil }
      sum = next
    }
    return sum
  }
}

extension Noise {
  /// The mechanism as files have it, its parameter as an exact text.
  var json: JSON {
    switch self {
    case .discreteGaussian(let variance):
      ["name": "discrete-gaussian", "variance": .exact(variance)]
    case .discreteLaplace(let scale): ["name": "discrete-laplace", "scale": .exact(scale)]
    }
  }

  /// Reads the member `mechanism`.
  init(reading fields: FileFields) throws(LineageError) {
    let mechanism = try fields.object("mechanism")
    let parameter: String
    switch try mechanism.text("name") {
    case "discrete-gaussian":
      parameter = "variance"
      self = .discreteGaussian(variance: try mechanism.positive(parameter))
    case "discrete-laplace":
      parameter = "scale"
      self = .discreteLaplace(scale: try mechanism.positive(parameter))
    default: throw mechanism.fault(.unknownWord, at: "name")
    }
    // A fit divides by it, so it must not vanish as a double.
    guard approximateVariance.isNormal else { throw mechanism.fault(.outOfRange, at: parameter) }
  }
}

extension MarginalShape {
  /// The largest number of cells of a marginal that a file may hold.
  private static let cellLimit = 1 << 30

  /// The attributes, and the groups of their levels where any are merged: for each attribute the
  /// group of each level, or an empty list where every level stands alone.
  func members(in domain: Domain) -> [JSONMember] {
    let attributes = JSONMember(key: "attributes", value: domain.json(of: clique))
    guard !isFine else { return [attributes] }
    return [attributes, JSONMember(key: "groups", value: groupsJSON)]
  }

  /// The groups as a list for each attribute.
  var groupsJSON: JSON {
    .array(groupings.map { .array(($0?.groups ?? []).map(JSON.integer)) })
  }

  /// Reads the members `attributes` and, where there is one, `groups`.
  ///
  /// The fine table has to fit as well, as a fit expands a coarse one into it.
  init(reading fields: FileFields, in domain: Domain) throws(LineageError) {
    let names = try fields.texts("attributes")
    let clique = try Clique(reading: names, in: domain, of: fields, at: "attributes")
    guard domain.cellCount(of: clique, within: MarginalShape.cellLimit) != nil else {
      throw fields.fault(.outOfRange, at: "attributes")
    }
    guard fields.json["groups"] != nil else {
      self.init(clique)
      return
    }
    let lists = try fields.elements("groups")
    guard lists.count == clique.count else { throw fields.fault(.wrongLength, at: "groups") }
    var groupings: [Grouping?] = []
    for (list, size) in zip(lists, domain.shape(of: clique)) {
      groupings.append(
        list.array?.isEmpty == true ? nil : try Grouping(reading: list, size: size, of: fields)
      )
    }
    self.init(clique, groupings: groupings)
  }
}

extension Grouping {
  /// Reads the group of each of an attribute's levels; every group up to the last must be used.
  fileprivate init(reading list: JSON, size: Int, of fields: FileFields) throws(LineageError) {
    guard let groups = list.array?.compactMap(\.integer), groups.count == size else {
      throw fields.fault(.wrongLength, at: "groups")
    }
    guard let last = groups.max(), (0..<size).contains(last), Set(groups) == Set(0...last) else {
      throw fields.fault(.outOfRange, at: "groups")
    }
    self.init(groups)
  }
}
