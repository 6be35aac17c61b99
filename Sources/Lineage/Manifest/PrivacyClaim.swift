package import Accounting
import Arithmetic
import JSON
package import Schemas

/// What a release guarantees, to whom, and what its ledger has been charged in all.
package struct PrivacyClaim: Sendable, Equatable {
  /// The guarantee: ρ as proved, and (ε, δ) as converted, with the α by which anyone can check it; or
  /// ε as proved, with δ = 0.
  package let guarantee: PrivacyGuarantee

  /// Which tables count as neighbours.
  package let neighbours: Neighbours

  /// Whose presence is protected, and the bound on its rows.
  package let unit: PrivacyUnit

  /// The sum of all charges to the ledger, this release's included.
  package let cumulative: PrivacyCost

  /// The most that the ledger will ever be charged.
  package let cap: PrivacyGuarantee

  /// Makes a claim.
  package init(
    guarantee: PrivacyGuarantee,
    neighbours: Neighbours,
    unit: PrivacyUnit,
    cumulative: PrivacyCost,
    cap: PrivacyGuarantee
  ) {
    self.guarantee = guarantee
    self.neighbours = neighbours
    self.unit = unit
    self.cumulative = cumulative
    self.cap = cap
  }
}

extension PrivacyClaim {
  /// The registry's word for the kind of guarantee.
  ///
  /// - Source: opendp/deployments-registry-data, schemas/deployments-schema.yaml.
  private static func variant(_ definition: PrivacyDefinition) -> String {
    switch definition {
    case .zeroConcentrated: "Zero-concentrated DP"
    case .pure: "Pure DP"
    }
  }

  /// The theorem by which the price becomes (ε, δ).
  private static func theorem(_ definition: PrivacyDefinition) -> String {
    switch definition {
    case .zeroConcentrated:
      "Canonne, Kamath and Steinke 2020, proposition 12: evaluate its closed form at alpha"
    case .pure: "Dwork, McSherry, Nissim and Smith 2006: epsilon is the price itself, delta is 0"
    }
  }

  /// The kind of guarantee, in the registry's word.
  package var variant: String { PrivacyClaim.variant(guarantee.definition) }

  /// The theorem by which the price becomes (ε, δ).
  package var theorem: String { PrivacyClaim.theorem(guarantee.definition) }

  /// The claim as the manifest has it; every number that privacy depends on is an exact text.
  var json: JSON {
    [
      "variant": .string(variant),
      "thisRelease": guarantee.json,
      "theorem": .string(theorem), "unit": unit.json,
      "adjacency": .string(neighbours.rawValue),
      "contributionBound": ["maximumRows": .integer(unit.maximumRows)],
      "cumulative": [cumulative.definition.word: .exact(cumulative.value)], "cap": cap.json,
    ]
  }

  /// Reads the member `privacy` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    let variant = try fields.text("variant")
    guard
      let definition = PrivacyDefinition.allCases.first(where: {
        PrivacyClaim.variant($0) == variant
      })
    else { throw fields.fault(.unknownWord, at: "variant") }
    guard let neighbours = Neighbours(rawValue: try fields.text("adjacency")) else {
      throw fields.fault(.unknownWord, at: "adjacency")
    }
    let unit = try PrivacyUnit(reading: fields)
    let bound = try fields.object("contributionBound")
    guard try bound.integer("maximumRows", in: PrivacyUnit.bounds) == unit.maximumRows else {
      throw bound.fault(.outOfRange, at: "maximumRows")
    }
    self.init(
      guarantee: try PrivacyGuarantee(
        reading: try fields.object("thisRelease"),
        under: definition
      ),
      neighbours: neighbours,
      unit: unit,
      cumulative: try PrivacyCost(
        reading: try fields.object("cumulative"),
        under: definition
      ),
      cap: try PrivacyGuarantee(reading: try fields.object("cap"), under: definition)
    )
  }
}

extension PrivacyCost {
  /// Reads the member `rho`, or `epsilon` under pure privacy.
  init(reading fields: FileFields, under definition: PrivacyDefinition) throws(LineageError) {
    let value = try fields.exact(definition.word)
    guard let cost = PrivacyCost(value, under: definition) else {
      throw fields.fault(.outOfRange, at: definition.word)
    }
    self = cost
  }
}

extension PrivacyGuarantee {
  fileprivate var json: JSON {
    switch self {
    case .zeroConcentrated(let conversion):
      [
        "rho": .exact(conversion.rho.value), "epsilon": .exact(epsilon.value),
        "delta": .exact(delta.value), "alpha": .exact(conversion.alpha),
      ]
    case .pure(let epsilon): ["epsilon": .exact(epsilon.value), "delta": .exact(delta.value)]
    }
  }

  fileprivate init(
    reading fields: FileFields,
    under definition: PrivacyDefinition
  ) throws(LineageError) {
    guard let epsilon = Epsilon(try fields.exact("epsilon")) else {
      throw fields.fault(.outOfRange, at: "epsilon")
    }
    guard let delta = Delta(try fields.exact("delta")) else {
      throw fields.fault(.outOfRange, at: "delta")
    }
    switch try PrivacyCost(reading: fields, under: definition) {
    case .zeroConcentrated(let rho):
      let alpha = try fields.exact("alpha")
      self = .zeroConcentrated(
        Conversion(rho: rho, epsilon: epsilon, delta: delta, alpha: alpha)
      )
    case .pure:
      guard delta == .zero else { throw fields.fault(.outOfRange, at: "delta") }
      self = .pure(epsilon)
    }
  }
}
