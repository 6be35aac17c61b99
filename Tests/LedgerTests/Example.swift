import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Testing

/// A ledger to try things on: ε = 4 at δ = 1e-9 for one data set, on a disk in memory.
enum Example {
  static let path = "data/adult.ledger"
  static let key = Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32))
  static let otherKey = Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32))
  static let nonce = [UInt8](1...32)
  static let cap = guarantee(epsilon: 4)

  /// A sixteenth of the cap, and a half of that.
  static let share = part(16)
  static let half = part(32)

  static func guarantee(epsilon: Int) -> PrivacyGuarantee {
    guard let epsilon = Epsilon(Rational(epsilon)), let delta = Delta(Rational(1, 1_000_000_000)),
      let guarantee = try? PrivacyGuarantee(epsilon: epsilon, delta: delta)
    else { preconditionFailure("an example out of range") }
    return guarantee
  }

  static func part(_ parts: Int) -> PrivacyCost { rho(cap.cost.value / Rational(parts)) }

  static func rho(_ value: Rational) -> PrivacyCost {
    guard let rho = PrivacyCost(value, under: .zeroConcentrated) else {
      preconditionFailure("a negative rho")
    }
    return rho
  }

  /// A statement that ρ gives the cap's ε at its δ, true or not.
  static func claim(_ rho: PrivacyCost) -> PrivacyGuarantee {
    guard case .zeroConcentrated(let rho) = rho, case .zeroConcentrated(let cap) = cap else {
      preconditionFailure("an example under another definition")
    }
    return .zeroConcentrated(
      Conversion(rho: rho, epsilon: cap.epsilon, delta: cap.delta, alpha: cap.alpha)
    )
  }

  static let purpose: JSON = [
    "strategy": "independent", "neighbours": "add-remove-one", "unit": "row",
  ]

  static func entry(
    _ rho: PrivacyCost,
    variance: Rational? = nil,
    neighbours: NeighbouringRelation = .addRemoveOne
  ) -> LedgerEntry {
    LedgerEntry(
      mechanism: .discreteGaussian(
        sensitivitySquared: 1,
        variance: variance ?? 1 / (2 * rho.value)
      ),
      version: 1,
      query: ["age", "sex"],
      sensitivity: "one row changes one cell by one",
      neighbours: neighbours,
      unit: "row",
      bound: 1,
      origin: "plan",
      cost: rho,
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
    _ rho: PrivacyCost,
    in ledger: inout LedgerFile,
    purpose: JSON = purpose
  ) throws(LedgerError) -> Reservation {
    try ledger.reserve(
      claim(rho),
      purpose: purpose,
      nonce: nonce
    )
  }

  /// Reserves a share, draws one grant of it, and commits.
  @discardableResult
  static func spend(
    _ rho: PrivacyCost,
    in ledger: inout LedgerFile
  ) throws(LedgerError) -> Commitment {
    var charge = try reserve(rho, in: &ledger).begin()
    _ = try charge.grant(rho)
    return try charge.commit(entries: [entry(rho)], measurementsDigest: digest)
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
