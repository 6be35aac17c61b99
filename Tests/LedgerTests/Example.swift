import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Testing

/// A ledger to try things on: ε = 4 at δ = 1e-9, or at δ = 0, for one data set, on a disk in memory.
enum Example {
  /// What the ledger counts in, and so all prices of the example.
  @TaskLocal static var definition = PrivacyDefinition.zeroConcentrated

  static let path = "data/adult.ledger"
  static let key = Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32))
  static let otherKey = Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32))
  static let nonce = [UInt8](1...32)
  private static let caps = PrivacyDefinition.allCases.map { definition in
    $definition.withValue(definition) { guarantee(epsilon: 4) }
  }
  static var cap: PrivacyGuarantee { caps[definition == .pure ? 1 : 0] }

  /// A sixteenth of the cap, and a half of that.
  static var share: PrivacyCost { part(16) }
  static var half: PrivacyCost { part(32) }

  /// No price at all.
  static var nothing: PrivacyCost { .zero(definition) }

  static func guarantee(epsilon: Int) -> PrivacyGuarantee {
    guard let epsilon = Epsilon(Rational(epsilon)),
      let delta = definition == .pure ? .zero : Delta(Rational(1, 1_000_000_000)),
      let guarantee = try? PrivacyGuarantee(epsilon: epsilon, delta: delta)
    else { preconditionFailure("an example out of range") }
    return guarantee
  }

  static func part(_ parts: Int) -> PrivacyCost { price(cap.cost.value / Rational(parts)) }

  static func price(_ value: Rational) -> PrivacyCost {
    guard let cost = PrivacyCost(value, under: definition) else {
      preconditionFailure("a negative price")
    }
    return cost
  }

  /// A statement that a price gives the cap's ε at its δ, true or not; an ε gives itself.
  static func claim(_ cost: PrivacyCost) -> PrivacyGuarantee {
    switch (cost, cap) {
    case (.zeroConcentrated(let rho), .zeroConcentrated(let cap)):
      .zeroConcentrated(
        Conversion(rho: rho, epsilon: cap.epsilon, delta: cap.delta, alpha: cap.alpha)
      )
    case (.pure(let epsilon), _): .pure(epsilon)
    case (.zeroConcentrated, .pure): preconditionFailure("a ρ gives no ε at δ = 0")
    }
  }

  static let purpose: JSON = [
    "strategy": "independent", "neighbours": "add-remove-one", "unit": "row",
  ]

  /// An entry for noise on one cell, of this variance or scale, or the least that the price pays.
  static func entry(
    _ cost: PrivacyCost,
    noise: Rational? = nil,
    neighbours: NeighbouringRelation = .addRemoveOne
  ) -> LedgerEntry {
    LedgerEntry(
      mechanism: cost.definition == .pure
        ? .discreteLaplace(sensitivity: 1, scale: noise ?? 1 / cost.value)
        : .discreteGaussian(sensitivitySquared: 1, variance: noise ?? 1 / (2 * cost.value)),
      version: 1,
      query: ["age", "sex"],
      sensitivity: "one row changes one cell by one",
      neighbours: neighbours,
      unit: "row",
      bound: 1,
      origin: "plan",
      cost: cost,
      output: [UInt8](repeating: 3, count: 32)
    )
  }

  static func create(_ files: any FileOperations, at path: String = path) throws(LedgerError) {
    try LedgerFile.create(
      at: path,
      dataset: "adult",
      cap: cap,
      neighbours: .addRemoveOne,
      key: key,
      nonce: nonce,
      files: files
    )
  }

  static func open(
    _ files: any FileOperations,
    at path: String = path
  ) throws(LedgerError) -> LedgerFile {
    try LedgerFile(opening: path, key: key, files: files)
  }

  static func reserve(
    _ cost: PrivacyCost,
    in ledger: inout LedgerFile,
    purpose: JSON = purpose
  ) throws(LedgerError) -> Reservation {
    try ledger.reserve(
      claim(cost),
      purpose: purpose,
      nonce: nonce
    )
  }

  /// Reserves a share, draws one grant of it, and commits.
  @discardableResult
  static func spend(
    _ cost: PrivacyCost,
    in ledger: inout LedgerFile
  ) throws(LedgerError) -> Commitment {
    var charge = try reserve(cost, in: &ledger).begin()
    _ = try charge.grant(cost)
    return try charge.commit(entries: [entry(cost)], measurementsDigest: digest)
  }

  static let digest = [UInt8](repeating: 5, count: 32)

  /// A disk with a new ledger on it.
  static func disk() throws -> MemoryDisk {
    let disk = MemoryDisk()
    try create(disk)
    return disk
  }

  /// Whether this is a release build, in which slow tests run and quick ones try every case.
  static var isRelease: Bool {
    #if DEBUG
    false
    #else
    true
    #endif
  }

  /// A disk whose ledger has a released reservation, a voided one, a lost one and a committed one.
  static func usedDisk() throws -> MemoryDisk {
    let disk = try Example.disk()
    do {
      var ledger = try Example.open(disk)
      let commitment = try spend(share, in: &ledger)
      try ledger.recordRelease(
        reservation: commitment.reserve.index,
        manifestDigest: digest,
        tableDigest: digest
      )
      try reserve(share, in: &ledger).void()
      _ = try reserve(share, in: &ledger).begin()
    }
    var ledger = try Example.open(disk)
    try spend(half, in: &ledger)
    return disk
  }
}
