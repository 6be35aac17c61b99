import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Testing

/// A ledger counts in ρ or in ε, and never in both.
struct LedgerCurrencyTests {
  /// A mixture of currencies in a used ledger, and the rule that it breaks at a line.
  struct Mixture: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let definition: PrivacyDefinition
    let line: Int
    let rule: LedgerRule
    let change: @Sendable (inout Forgery) throws -> Void

    init(
      _ name: String,
      in definition: PrivacyDefinition,
      line: Int,
      _ rule: LedgerRule,
      _ change: @escaping @Sendable (inout Forgery) throws -> Void
    ) {
      testDescription = name
      self.definition = definition
      self.line = line
      self.rule = rule
      self.change = change
    }
  }

  // The lines: 1 genesis, 2 reserve, 3 begin, 4 commit, …, 13 commit.
  static let mixtures = [
    Mixture("a reservation in ρ of a ledger in ε", in: .pure, line: 2, .definition) {
      $0.set("rho", "1/1000", in: 1)
      $0.set("delta", "1/1000000", in: 1)
    },
    Mixture("a reservation in ρ at δ = 0", in: .pure, line: 2, .form) {
      $0.set("rho", "1/1000", in: 1)
    },
    Mixture("an entry in ρ of a ledger in ε", in: .pure, line: 4, .definition) {
      $0.editEntry(in: 3) {
        Forgery.setting("rho", "1/1000", in: Forgery.removing("epsilon", in: $0))
      }
    },
    Mixture("Gaussian noise for an ε", in: .pure, line: 4, .entries) {
      let parameters: JSON = ["sensitivitySquared": "1", "variance": "1000000"]
      $0.editEntry(in: 3) {
        let entry = Forgery.setting("mechanism", "discrete-gaussian", in: $0)
        return Forgery.setting("parameters", parameters, in: entry)
      }
    },
    Mixture("a scale that the ε doesn't pay for", in: .pure, line: 4, .entries) {
      let parameters: JSON = ["sensitivity": "1", "scale": "3999999/1000000"]
      $0.editEntry(in: 3) { Forgery.setting("parameters", parameters, in: $0) }
    },
    Mixture("a sensitivity that the ε doesn't pay for", in: .pure, line: 4, .entries) {
      let parameters: JSON = ["sensitivity": "2", "scale": "4"]
      $0.editEntry(in: 3) { Forgery.setting("parameters", parameters, in: $0) }
    },
    Mixture("a reservation beyond the cap in ε", in: .pure, line: 2, .cap) {
      $0.set("epsilon", "100", in: 1)
    },
    Mixture("a cap in ε raised to one in ρ", in: .pure, line: 14, .definition) {
      try raise(&$0, toCapIn: .zeroConcentrated)
    },
    Mixture("a reservation in ε of a ledger in ρ", in: .zeroConcentrated, line: 2, .definition) {
      $0.remove("rho", in: 1)
      $0.set("delta", "0", in: 1)
    },
    Mixture("an entry in ε of a ledger in ρ", in: .zeroConcentrated, line: 4, .definition) {
      $0.editEntry(in: 3) {
        Forgery.setting("epsilon", "1", in: Forgery.removing("rho", in: $0))
      }
    },
    Mixture("a cap in ρ raised to one in ε", in: .zeroConcentrated, line: 14, .definition) {
      try raise(&$0, toCapIn: .pure)
    },
  ]

  private static func raise(
    _ forgery: inout Forgery,
    toCapIn definition: PrivacyDefinition
  ) throws {
    let other = try Example.$definition.withValue(definition) { try Forgery(Example.disk()) }
    forgery.records.append([
      "type": "raise-cap", "v": 2, "t": forgery.records[12]["t"] ?? .null,
      "cap": other.records[0]["cap"] ?? .null, "signature": .string(Example.digest.hex),
    ])
  }

  @Test(arguments: mixtures)
  func `a mixture of currencies is refused, and found by the auditor`(mixture: Mixture) throws {
    let disk = try Example.$definition.withValue(mixture.definition) { try Example.usedDisk() }
    var forgery = try Forgery(disk)
    try mixture.change(&forgery)
    disk.put(forgery.file(), at: Example.path)
    #expect(throws: LedgerError.corrupt(line: mixture.line, rule: mixture.rule)) {
      _ = try Example.open(disk)
    }
    let verification = LedgerFile.verify(Example.path, files: disk)
    #expect(verification.findings.contains(.line(mixture.line, mixture.rule)))
  }

  @Test func `a cap in ε with a δ above 0 begins no ledger`() throws {
    let disk = try Example.$definition.withValue(.pure) { try Example.usedDisk() }
    var forgery = try Forgery(disk)
    let cap = forgery.records[0]["cap"] ?? .null
    forgery.set("cap", Forgery.setting("delta", "1/1000", in: cap), in: 0)
    disk.put(forgery.file(), at: Example.path)
    #expect(throws: LedgerError.notALedger(path: Example.path)) { _ = try Example.open(disk) }
    let findings = LedgerFile.verify(Example.path, files: disk).findings
    #expect(findings.contains(.line(1, .form)))
  }

  private static let mechanisms: [PricedMechanism] = [
    .discreteGaussian(sensitivitySquared: 2, variance: 90), .exponential(rate: Rational(1, 5)),
    .discreteLaplace(sensitivity: 1, scale: 9), .discreteLaplace(sensitivity: 7, scale: 9_999),
    .discreteLaplace(sensitivity: 1, scale: Rational(BigInteger(1) << 90)),
  ]

  /// A ledger in which one mechanism was paid a part of its price.
  private func disk(_ mechanism: PricedMechanism, paid cost: PrivacyCost) throws -> MemoryDisk {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    var charge = try Example.reserve(Example.share, in: &ledger).begin()
    _ = try charge.grant(Example.share)
    let example = Example.entry(Example.half)
    let entry = LedgerEntry(
      mechanism: mechanism,
      version: example.version,
      query: example.query,
      sensitivity: example.sensitivity,
      neighbours: example.neighbours,
      unit: example.unit,
      bound: example.bound,
      origin: example.origin,
      cost: cost,
      output: example.output
    )
    _ = try charge.commit(entries: [entry], measurementsDigest: Example.digest)
    return disk
  }

  @Test(arguments: mechanisms, PrivacyDefinition.allCases)
  func `writer and auditor agree on what pays for a mechanism`(
    mechanism: PricedMechanism,
    definition: PrivacyDefinition
  ) throws {
    guard let price = mechanism.price(under: definition) else { return }
    try Example.$definition.withValue(definition) {
      let disk = try disk(mechanism, paid: price)
      #expect(LedgerFile.verify(Example.path, files: disk).isSound)
      let less = Example.price(price.value * (1 - Rational(1, 1 << 20)))
      #expect(throws: LedgerError.refused(rule: .entries)) {
        _ = try self.disk(mechanism, paid: less)
      }
      var forgery = try Forgery(disk)
      forgery.editEntry(in: 3) {
        Forgery.setting(definition.word, .string(less.value.description), in: $0)
      }
      disk.put(forgery.file(), at: Example.path)
      let findings = LedgerFile.verify(Example.path, files: disk).findings
      #expect(findings.contains(.line(4, .entries)))
      #expect(throws: LedgerError.corrupt(line: 4, rule: .entries)) { _ = try Example.open(disk) }
    }
  }
}
