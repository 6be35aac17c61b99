import Accounting
import Arithmetic
import JSON

extension PrivacyCost {
  /// Reads the price of a record or entry: its `rho`, or its `epsilon` where there is no `rho`.
  init?(json: JSON) {
    let definition: PrivacyDefinition = json["rho"] == nil ? .pure : .zeroConcentrated
    guard let value = json[definition.word]?.exact else { return nil }
    self.init(value, under: definition)
  }
}

extension PrivacyGuarantee {
  /// The guarantee as the file holds it: δ is 0, and ρ is not there, under pure privacy.
  var json: JSON {
    switch self {
    case .zeroConcentrated(let conversion):
      [
        "rho": conversion.rho.value.json, "epsilon": conversion.epsilon.value.json,
        "delta": conversion.delta.value.json, "alpha": conversion.alpha.json,
      ]
    case .pure(let epsilon): ["epsilon": epsilon.value.json, "delta": delta.value.json]
    }
  }

  /// Reads a guarantee; whether it is certified is another question.
  init?(json: JSON) {
    guard let cost = PrivacyCost(json: json),
      let epsilon = json["epsilon"]?.exact.flatMap(Epsilon.init(_:)),
      let delta = json["delta"]?.exact.flatMap(Delta.init(_:))
    else { return nil }
    switch cost {
    case .zeroConcentrated(let rho):
      guard let alpha = json["alpha"]?.exact else { return nil }
      self = .zeroConcentrated(
        Conversion(rho: rho, epsilon: epsilon, delta: delta, alpha: alpha)
      )
    case .pure:
      guard delta == .zero else { return nil }
      self = .pure(epsilon)
    }
  }
}
