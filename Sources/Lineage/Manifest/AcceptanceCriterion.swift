package import Arithmetic
package import JSON

/// What a release must be good enough for, declared before anything is measured.
///
/// Each criterion can be tested from the noisy measurements alone, so a test costs no privacy and
/// anyone can repeat it.
package enum AcceptanceCriterion: Sendable, Equatable {
  /// The expected error of a marginal, in total variation, is at most that much.
  case marginalError(attributes: [String], atMost: Rational)
  /// At least that share of the workload's marginals has an expected error of at most `error`.
  case workloadShare(error: Rational, atLeast: Rational)
  /// Every group of a marginal is known as well as by that many rows without noise.
  case effectiveCount(attributes: [String], atLeast: Rational)

  /// The names of the columns that it is about.
  package var attributes: [String] {
    switch self {
    case .marginalError(let attributes, _), .effectiveCount(let attributes, _): attributes
    case .workloadShare: []
    }
  }

  /// The criterion as files have it: {"kind": "marginal-error", "attributes": […], "atMost": "1/20"}.
  package var json: JSON {
    func names(_ attributes: [String]) -> JSON { .array(attributes.map { .string($0) }) }
    return switch self {
    case .marginalError(let attributes, let most):
      ["kind": "marginal-error", "attributes": names(attributes), "atMost": .exact(most)]
    case .workloadShare(let error, let least):
      ["kind": "workload-share", "error": .exact(error), "atLeast": .exact(least)]
    case .effectiveCount(let attributes, let least):
      ["kind": "effective-count", "attributes": names(attributes), "atLeast": .exact(least)]
    }
  }

  /// Reads a criterion; nil where it is none.
  ///
  /// Numbers are exact texts, such as "0.05" or "1/20".
  package init?(_ json: JSON) {
    func number(_ key: String) -> Rational? {
      guard let value = json[key]?.string.flatMap(Rational.init(_:)), value.signum >= 0 else {
        return nil
      }
      return value
    }
    let names = (json["attributes"]?.array ?? []).compactMap(\.string)
    let isNamed = !names.isEmpty && names.count == json["attributes"]?.array?.count
    let keys = Set((json.members ?? []).map(\.key))
    switch json["kind"]?.string {
    case "marginal-error":
      guard isNamed, keys == ["kind", "attributes", "atMost"], let most = number("atMost") else {
        return nil
      }
      self = .marginalError(attributes: names, atMost: most)
    case "workload-share":
      guard keys == ["kind", "error", "atLeast"], let error = number("error"),
        let least = number("atLeast")
      else { return nil }
      self = .workloadShare(error: error, atLeast: least)
    case "effective-count":
      guard isNamed, keys == ["kind", "attributes", "atLeast"], let least = number("atLeast") else {
        return nil
      }
      self = .effectiveCount(attributes: names, atLeast: least)
    default: return nil
    }
  }
}

extension AcceptanceCriterion: CustomStringConvertible {
  package var description: String {
    func digits(_ value: Rational) -> String { value.decimal(significantDigits: 4, .up) }
    return switch self {
    case .marginalError(let attributes, let most):
      "the expected error of \(attributes.joined(separator: " × ")) is at most \(digits(most))"
    case .workloadShare(let error, let least):
      "a share of at least \(digits(least)) of the workload's marginals has an expected error of at "
        + "most \(digits(error))"
    case .effectiveCount(let attributes, let least):
      "every group of \(attributes.joined(separator: " × ")) is known as well as by "
        + "\(digits(least)) rows without noise"
    }
  }
}

/// A criterion, and how the release stands to it.
package struct AcceptanceResult: Sendable, Equatable {
  /// What was declared.
  package let criterion: AcceptanceCriterion

  /// What the measurements say, in a few digits.
  package let found: String

  /// Whether that is good enough.
  package let isMet: Bool

  /// Makes a result.
  package init(criterion: AcceptanceCriterion, found: String, isMet: Bool) {
    self.criterion = criterion
    self.found = found
    self.isMet = isMet
  }

  /// The result as the manifest has it.
  var json: JSON {
    criterion.json.adding([
      JSONMember(key: "found", value: .string(found)),
      JSONMember(key: "met", value: .boolean(isMet)),
    ])
  }

  /// Reads an element of the member `acceptance` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    let criterion = JSON.object(
      (fields.json.members ?? []).filter { $0.key != "found" && $0.key != "met" }
    )
    guard let read = AcceptanceCriterion(criterion) else {
      throw fields.fault(.unknownWord, at: "kind")
    }
    self.criterion = read
    found = try fields.text("found")
    guard let isMet = try fields.value("met").boolean else {
      throw fields.fault(.unknownWord, at: "met")
    }
    self.isMet = isMet
  }
}
