package import Accounting
import Arithmetic
import JSON
package import Schemas

/// What a release guarantees, to whom, and what its ledger has been charged in all.
package struct PrivacyClaim: Sendable, Equatable {
  /// The guarantee: ρ as proved, and (ε, δ) as converted, with the α by which anyone can check it.
  package let conversion: Conversion

  /// Which tables count as neighbours.
  package let neighbours: Neighbours

  /// Whose presence is protected, and the bound on its rows.
  package let unit: PrivacyUnit

  /// The sum of all charges to the ledger, this release's included.
  package let cumulative: Rho

  /// The most that the ledger will ever be charged.
  package let cap: Conversion

  /// Makes a claim.
  package init(
    conversion: Conversion,
    neighbours: Neighbours,
    unit: PrivacyUnit,
    cumulative: Rho,
    cap: Conversion
  ) {
    self.conversion = conversion
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
  package static let variant = "Zero-concentrated DP"

  /// The theorem by which ρ becomes (ε, δ).
  package static let theorem =
    "Canonne, Kamath and Steinke 2020, proposition 12: evaluate its closed form at alpha"

  /// The claim as the manifest has it; every number that privacy depends on is an exact text.
  var json: JSON {
    [
      "variant": .string(PrivacyClaim.variant), "thisRelease": conversion.json,
      "theorem": .string(PrivacyClaim.theorem), "unit": unit.json,
      "adjacency": .string(neighbours.rawValue),
      "contributionBound": ["maximumRows": .integer(unit.maximumRows)],
      "cumulative": ["rho": .exact(cumulative.value)], "cap": cap.json,
    ]
  }

  /// Reads the member `privacy` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    guard try fields.text("variant") == PrivacyClaim.variant else {
      throw fields.fault(.unknownWord, at: "variant")
    }
    guard let neighbours = Neighbours(rawValue: try fields.text("adjacency")) else {
      throw fields.fault(.unknownWord, at: "adjacency")
    }
    let unit = try PrivacyUnit(reading: fields)
    let bound = try fields.object("contributionBound")
    guard try bound.integer("maximumRows", in: PrivacyUnit.bounds) == unit.maximumRows else {
      throw bound.fault(.outOfRange, at: "maximumRows")
    }
    self.init(
      conversion: try Conversion(reading: try fields.object("thisRelease")),
      neighbours: neighbours,
      unit: unit,
      cumulative: try Rho(reading: try fields.object("cumulative")),
      cap: try Conversion(reading: try fields.object("cap"))
    )
  }
}

extension Rho {
  /// Reads the member `rho`.
  fileprivate init(reading fields: FileFields) throws(LineageError) {
    guard let rho = Rho(try fields.exact("rho")) else { throw fields.fault(.outOfRange, at: "rho") }
    self = rho
  }
}

extension Conversion {
  fileprivate var json: JSON {
    [
      "rho": .exact(rho.value), "epsilon": .exact(epsilon.value), "delta": .exact(delta.value),
      "alpha": .exact(alpha),
    ]
  }

  fileprivate init(reading fields: FileFields) throws(LineageError) {
    guard let epsilon = Epsilon(try fields.exact("epsilon")) else {
      throw fields.fault(.outOfRange, at: "epsilon")
    }
    guard let delta = Delta(try fields.exact("delta")) else {
      throw fields.fault(.outOfRange, at: "delta")
    }
    self.init(
      rho: try Rho(reading: fields),
      epsilon: epsilon,
      delta: delta,
      alpha: try fields.exact("alpha")
    )
  }
}
