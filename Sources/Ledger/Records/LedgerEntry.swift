package import Accounting
import Cryptography
package import JSON

/// What one mechanism let out: enough for an auditor to recompute its price without the program.
///
/// Never true counts, true scores, seeds or timings.
package struct LedgerEntry: Sendable, Equatable {
  /// The mechanism, with the parameters that its price follows from.
  package let mechanism: Mechanism

  /// The version of its implementation; a new one whenever it draws other bits.
  package let version: Int

  /// What was asked: the attributes of each marginal, or the SHA-256 of the list of candidates.
  package let query: JSON

  /// The rule by which the sensitivity follows from the relation and the bound.
  package let sensitivity: String

  /// The neighbouring relation.
  package let neighbours: NeighbouringRelation

  /// The privacy unit: `row`, or the name of the column that tells units apart.
  package let unit: String

  /// The most rows that one unit has.
  package let bound: Int

  /// Where the parameters come from, such as `plan`, or the answers before this one.
  package let origin: String

  /// What was charged: the price at least.
  package let cost: PrivacyCost

  /// The SHA-256 of what was let out.
  package let output: [UInt8]

  /// A mechanism and its parameters; `cost` is its price at least.
  package typealias Mechanism = PricedMechanism

  /// Makes an entry.
  package init(
    mechanism: Mechanism,
    version: Int,
    query: JSON,
    sensitivity: String,
    neighbours: NeighbouringRelation,
    unit: String,
    bound: Int,
    origin: String,
    cost: PrivacyCost,
    output: [UInt8]
  ) {
    self.mechanism = mechanism
    self.version = version
    self.query = query
    self.sensitivity = sensitivity
    self.neighbours = neighbours
    self.unit = unit
    self.bound = bound
    self.origin = origin
    self.cost = cost
    self.output = output
  }
}

extension LedgerEntry {
  /// The entry as the ledger holds it; numbers that privacy depends on are exact texts.
  package var json: JSON {
    [
      "mechanism": .string(mechanism.name), "version": .integer(version),
      "parameters": mechanism.parameters, "query": query, "sensitivity": .string(sensitivity),
      "neighbours": .string(neighbours.rawValue), "unit": .string(unit),
      "bound": .integer(bound), "origin": .string(origin),
      cost.definition.word: cost.value.json, "output": .string(output.hex),
    ]
  }

  /// Reads an entry; members that it doesn't know are left to the record's canonical form.
  init?(json: JSON) {
    guard let mechanism = Mechanism(entry: json), let version = json["version"]?.integer,
      let query = json["query"], let sensitivity = json["sensitivity"]?.string,
      let neighbours = json["neighbours"]?.string.flatMap(NeighbouringRelation.init(rawValue:)),
      let unit = json["unit"]?.string, let bound = json["bound"]?.integer, bound > 0,
      let origin = json["origin"]?.string, let cost = PrivacyCost(json: json),
      let output = json["output"]?.digest
    else { return nil }
    self.init(
      mechanism: mechanism,
      version: version,
      query: query,
      sensitivity: sensitivity,
      neighbours: neighbours,
      unit: unit,
      bound: bound,
      origin: origin,
      cost: cost,
      output: output
    )
  }
}
