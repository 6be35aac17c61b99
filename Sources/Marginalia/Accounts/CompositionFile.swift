import Accounting
import Arithmetic
import JSON
import Ledger

/// A list of mechanisms in the ledger's form of entries.
///
/// Of an entry only `mechanism` and `parameters` are needed; `rho`, `epsilon`, `origin`, `neighbours`,
/// `unit` and `bound` count where they are there.
struct CompositionFile {
  /// The mechanisms, in order.
  let mechanisms: [PricedMechanism]

  /// The members of each entry that the conditions are about.
  private let entries: [JSON]

  /// Reads a list of entries, or an object that holds one under `entries` as a ledger's commit does.
  ///
  /// - Throws: `badInput` where the file isn't of that form, or an entry is charged below its price.
  init(_ path: String) throws(MarginaliaError) {
    let bytes = try Files.read(path)
    let parsed: JSON
    do throws(JSONError) {
      parsed = try JSON(parsing: bytes)
    } catch {
      throw CompositionFile.malformed([Finding(place: path, message: error.description)])
    }
    guard let entries = (parsed["entries"] ?? parsed).array else {
      throw CompositionFile.malformed([
        Finding(place: path, message: "expected a list of entries as in a ledger's commit")
      ])
    }
    try self.init(entries: entries, place: path)
  }

  /// Takes a list of entries as a ledger's commit holds it.
  ///
  /// - Throws: `badInput` where an entry isn't of that form, or is charged below its price.
  init(entries: [JSON], place path: String) throws(MarginaliaError) {
    var findings: [Finding] = []
    var mechanisms: [PricedMechanism] = []
    for (position, entry) in entries.enumerated() {
      let place = "\(path), entry \(position + 1)"
      guard let mechanism = PricedMechanism(entry: entry) else {
        findings.append(
          Finding(
            place: place,
            message: "expected \"mechanism\" and its \"parameters\", as exact texts above 0"
          )
        )
        continue
      }
      mechanisms.append(mechanism)
      for definition in PrivacyDefinition.allCases
      where entry[definition.word] != nil
        && CompositionFile.charge(of: entry, for: mechanism, under: definition) == nil
      {
        let message = "its \"\(definition.word)\" is no number, or below its price"
        findings.append(Finding(place: place, message: message))
      }
    }
    guard findings.isEmpty else { throw CompositionFile.malformed(findings) }
    self.mechanisms = mechanisms
    self.entries = entries
  }

  /// What was charged for all under a definition, the price of an entry where it doesn't say; nil
  /// where a mechanism has none.
  func cost(under definition: PrivacyDefinition) -> PrivacyCost? {
    var sum = PrivacyCost.zero(definition)
    for (entry, mechanism) in zip(entries, mechanisms) {
      guard let charge = CompositionFile.charge(of: entry, for: mechanism, under: definition)
      else { return nil }
      sum += charge
    }
    return sum
  }

  /// Which condition of a report by privacy losses an entry says doesn't hold; nil where none does.
  func breach(vouched: Bool) -> String? {
    for (position, entry) in entries.enumerated() where !vouched {
      if let origin = entry["origin"], origin.string != "plan" {
        return "the parameters of entry \(position + 1) may depend on earlier answers"
      }
    }
    for name in ["neighbours", "unit", "bound"] {
      let told = entries.compactMap { $0[name] }
      if let first = told.first, told.contains(where: { $0 != first }) {
        return "the entries are about more than one \"\(name)\""
      }
    }
    return nil
  }

  /// What an entry is charged: nil where its mechanism has no price, or where that isn't the price
  /// at least.
  private static func charge(
    of entry: JSON,
    for mechanism: PricedMechanism,
    under definition: PrivacyDefinition
  ) -> PrivacyCost? {
    guard let price = mechanism.price(under: definition) else { return nil }
    guard let member = entry[definition.word] else { return price }
    return member.string.flatMap { Rational($0) }
      .flatMap { PrivacyCost($0, under: definition) }
      .flatMap { $0 >= price ? $0 : nil }
  }

  private static func malformed(_ findings: [Finding]) -> MarginaliaError {
    .badInput("the mechanisms can't be composed", findings: findings)
  }
}
