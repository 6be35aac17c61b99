import Accounting
import Arithmetic
package import JSON

extension Agreement {
  /// Why a clause can't be used.
  package enum Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// A member is missing, of another type, or out of range; with its name and what it should be.
    case member(String, expected: String)
    /// Members are still to be filled in.
    case blanks([String])

    package var description: String {
      switch self {
      case .member(let name, let expected): "\(name): expected \(expected)"
      case .blanks(let names): "still blank: \(names.joined(separator: ", "))"
      }
    }
  }

  private static let members = [
    "marginalia", "title", "parties", "dataset", "unit", "neighbours", "cap", "period", "purposes",
    "prohibitions", "duties", "checking", "criteria",
  ]

  /// Reads a clause.
  ///
  /// - Throws: `blanks` where it is a draft; `member` with the first thing that isn't as it should be.
  package init(_ json: JSON) throws(Fault) {
    guard json["marginalia"]?.string == Agreement.format else {
      throw .member("marginalia", expected: "\"\(Agreement.format)\"")
    }
    for member in json.members ?? [] where !Agreement.members.contains(member.key) {
      throw .member(member.key, expected: "no such member")
    }
    let blanks = Agreement.members.filter { json[$0].map(Agreement.isBlank) ?? false }
    guard blanks.isEmpty else { throw .blanks(blanks) }
    self.json = json
    title = try Agreement.text(json, "title")
    dataset = try Agreement.text(json, "dataset")
    checking = try Agreement.text(json, "checking")
    parties = try Agreement.parties(json)
    let cap = json["cap"]
    guard let epsilon = cap?["epsilon"]?.string, let delta = cap?["delta"]?.string,
      Epsilon(epsilon) != nil, Delta(delta) != nil
    else {
      throw .member("cap", expected: "\"epsilon\" and \"delta\", each an exact number as text")
    }
    (self.epsilon, self.delta) = (epsilon, delta)
    guard
      let neighbours = json["neighbours"]?.string.flatMap(NeighbouringRelation.init(rawValue:))
    else { throw .member("neighbours", expected: "\"add-remove-one\" or \"replace-one\"") }
    self.neighbours = neighbours
    (unit, maximumRows) = try Agreement.unit(json)
    guard let from = json["period"]?["from"]?.string, let until = json["period"]?["until"]?.string,
      [from, until].allSatisfy(Agreement.isDay), from <= until
    else {
      throw .member("period", expected: "\"from\" and \"until\", each a day as in 2026-12-31")
    }
    (self.from, self.until) = (from, until)
    purposes = try Agreement.texts(json, "purposes")
    guard !purposes.isEmpty, purposes.allSatisfy(DataUse.isCode) else {
      throw .member("purposes", expected: "codes of the Data Use Ontology, as in \"DUO:0000042\"")
    }
    prohibitions = try Agreement.texts(json, "prohibitions")
    duties = try Agreement.texts(json, "duties")
    guard let criteria = json["criteria"]?.array else {
      throw .member("criteria", expected: "a list; [] for none")
    }
    self.criteria = criteria
  }

  private static func text(_ json: JSON, _ name: String) throws(Fault) -> String {
    guard let text = json[name]?.string else { throw .member(name, expected: "a text") }
    return text
  }

  private static func texts(_ json: JSON, _ name: String) throws(Fault) -> [String] {
    guard let elements = json[name]?.array?.map(\.string), !elements.contains(nil) else {
      throw .member(name, expected: "a list of texts")
    }
    return elements.compactMap { $0 }
  }

  private static func parties(_ json: JSON) throws(Fault) -> [Party] {
    var parties: [Party] = []
    for party in json["parties"]?.array ?? [] {
      guard let name = party["name"]?.string, let role = party["role"]?.string else {
        throw .member("parties", expected: "\"name\" and \"role\" of each")
      }
      parties.append(Party(name: name, role: role))
    }
    guard parties.count >= 2 else { throw .member("parties", expected: "two or more of them") }
    return parties
  }

  private static func unit(_ json: JSON) throws(Fault) -> (String, Int) {
    if json["unit"]?.string == "row" { return ("row", 1) }
    guard let column = json["unit"]?["column"]?.string,
      let rows = json["unit"]?["maximumRows"]?.integer, rows >= 1
    else {
      throw .member("unit", expected: "\"row\", or \"column\" and \"maximumRows\"")
    }
    return (column, rows)
  }

  /// Whether a text is a day of the calendar's shape, so that texts sort as days do.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]) else {
      return false
    }
    return parts.joined().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && (1...12).contains(month) && (1...31).contains(day)
  }

  /// Whether an answer is missing or still a question, anywhere within it.
  private static func isBlank(_ json: JSON) -> Bool {
    switch json {
    case .null: true
    case .string(let text): text.allSatisfy(\.isWhitespace) || text.hasPrefix("?")
    case .array(let elements): elements.contains(where: isBlank)
    case .object(let members): members.contains { isBlank($0.value) }
    case .boolean, .number: false
    }
  }
}

/// Purposes by their codes in the Data Use Ontology of the Global Alliance for Genomics and Health.
///
/// - Source: GA4GH, Data Use Ontology (DUO), http://purl.obolibrary.org/obo/duo.owl.
package enum DataUse {
  /// Whether a text has the shape of a code: "DUO:" and seven digits.
  package static func isCode(_ text: String) -> Bool {
    text.hasPrefix("DUO:") && text.utf8.count == 11
      && text.utf8.dropFirst(4).allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
  }

  /// What a code means; the code itself where it is none of the usual ones.
  package static func meaning(of code: String) -> String {
    switch code {
    case "DUO:0000004": "any use, without restriction"
    case "DUO:0000006": "health, medical or biomedical research"
    case "DUO:0000007": "research on a given disease"
    case "DUO:0000011": "research on population origins or ancestry"
    case "DUO:0000042": "general research"
    case "DUO:0000018": "not-for-profit use by not-for-profit organisations"
    case "DUO:0000046": "non-commercial use"
    default: code
    }
  }
}
