import Accounting
import Arithmetic
import Cryptography
import JSON

/// An auditor's reading of a ledger, written apart from ``LedgerState``: it goes on after a finding,
/// keeps each reservation's stage rather than a running charge, and adds up at the end.
struct LedgerAudit {
  var findings: [LedgerVerification.Finding] = []
  private(set) var lines = 0
  private(set) var cap: Rational = 0

  private(set) var leaves: [[UInt8]] = []
  private(set) var delta: Rational = 0
  /// For each line, what is reserved and not voided up to it.
  private(set) var chargedAfter: [Rational] = []
  private var time = ""
  private var neighbours: String?
  private var unit: [JSON?] = []
  /// The version of the genesis record, where that is another than this program reads: then no line
  /// means anything to it, and that is the one finding.
  private var otherVersion: Int?
  /// The clause that the ledger was made under.
  private var agreement: JSON?
  /// The member that holds a price: "rho", or "epsilon" where the cap has no rho.
  private(set) var currency = "rho"
  /// For each number of leaves from which a key counts, that key.
  private var keys: [(from: Int, key: Ed25519.PublicKey)] = []
  private var reservations: [Int: (price: Rational, stage: Stage)] = [:]
  /// What was drawn for a reservation, and the digest of the table that went out for it.
  private var entries: [Int: [JSON]] = [:]
  private var tables: [Int: String] = [:]
  /// What is reserved and not voided up to the line that is being read.
  private var held: Rational = 0

  private enum Stage: String {
    case reserve, begin, commit, release, void, lost
  }

  /// The stage that a reservation must have before it reaches another.
  private static func stage(before stage: Stage) -> Stage? {
    switch stage {
    case .reserve: nil
    case .begin, .void: .reserve
    case .commit, .lost: .begin
    case .release: .commit
    }
  }

  /// The price of all reservations that are not voided.
  var charged: Rational {
    reservations.sorted { $0.key < $1.key }
      .reduce(0) { $1.value.stage == .void ? $0 : $0 + $1.value.price }
  }

  /// The reservations in the order of the file.
  var read: [LedgerVerification.Reservation] {
    reservations.sorted { $0.key < $1.key }.map { index, reservation in
      LedgerVerification.Reservation(
        index: index,
        price: reservation.price,
        stage: reservation.stage.rawValue,
        entries: entries[index] ?? [],
        table: tables[index]
      )
    }
  }

  /// The ledger's name.
  var origin: String? {
    keys.isEmpty ? nil : leaves.first.map { LedgerState.origin(genesisHash: SHA256.digest(of: $0)) }
  }

  /// Reads the whole file.
  mutating func examine(_ bytes: [UInt8], path: String) {
    var offset = 0
    while let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) {
      lines += 1
      examine(line: bytes[offset..<end], at: offset)
      chargedAfter.append(held)
      offset = end + 1
    }
    if let otherVersion {
      findings = [.file(.otherVersion(path: path, found: otherVersion))]
    } else if keys.isEmpty {
      findings.append(.file(.notALedger(path: path)))
    }
    if offset < bytes.count {
      findings.append(.file(.tornTail(offset: offset, bytes: bytes.count - offset)))
    }
  }

  private mutating func examine(line: ArraySlice<UInt8>, at offset: Int) {
    guard let bytes = LedgerLine.content(of: line)?.json else {
      report(.checksum)
      leaves.append([UInt8](line))
      return
    }
    let previous = leaves.last.map { SHA256.digest(of: $0) } ?? [UInt8](repeating: 0, count: 32)
    leaves.append(bytes)
    let record: LedgerRecord
    do throws(LedgerRule) {
      record = try LedgerRecord(parsing: bytes)
    } catch {
      if lines == 1, case .version(let version) = error { otherVersion = version }
      return report(error)
    }
    guard let json = try? JSON(parsing: bytes) else { return report(.form) }
    if json["i"]?.integer != lines - 1 { report(.index) }
    if json["prev"]?.string != previous.hex { report(.chain) }
    let recorded = json["t"]?.string ?? ""
    if !Timestamp.isWellFormed(recorded) || recorded < time { report(.time) }
    time = max(time, recorded)
    examine(json, message: record.signedMessage, at: offset)
  }

  private mutating func examine(_ json: JSON, message: [UInt8], at offset: Int) {
    let type = json["type"]?.string ?? ""
    if (type == "genesis") != (lines == 1) { report(.genesis) }
    switch type {
    case "genesis":
      guard lines == 1, let key = json["key"]?.publicKey else { return }
      keys = [(1, key)]
      neighbours = json["neighbours"]?.string
      unit = [json["unit"], json["bound"]]
      agreement = json["agreement"]
      if let agreement, agreement["neighbours"]?.string != neighbours { report(.agreement) }
      examine(cap: json["cap"])
    case "raise-cap":
      let before = cap
      examine(cap: json["cap"])
      let signature = json["signature"]?.hexadecimal ?? []
      if cap < before || keys.last?.key.isValidSignature(signature, for: message) != true {
        report(.raise)
      }
    case "key":
      guard let key = json["key"]?.publicKey else { return }
      let signatures = json["signatures"]?.array?.compactMap(\.hexadecimal) ?? []
      let signers = [keys.last?.key, key]
      let areValid =
        signatures.count == 2
        && zip(signers, signatures).allSatisfy {
          $0?.isValidSignature($1, for: message) == true
        }
      if !areValid || keys.last?.key == key { report(.key) }
      keys.append((lines, key))
    case "recovered":
      if json["offset"]?.integer != offset || (json["bytes"]?.integer ?? 0) < 1 {
        report(.recovery)
      }
    case "reserve":
      let purpose = json["purpose"]
      if purpose?["neighbours"]?.string != neighbours { report(.neighbours) }
      let told = [purpose?["unit"], purpose?["rowsPerUnit"]]
      if zip(told, unit).contains(where: { $0 != nil && $0 != $1 }) { report(.unit) }
      examine(agreementOn: json)
      if (json["rho"] == nil) != (currency == "epsilon") { report(.definition) }
      let price = json[currency]?.exact ?? 0
      reservations[lines - 1] = (price, .reserve)
      held += price
      if held > cap { report(.cap) }
    default:
      guard let stage = Stage(rawValue: type) else { return report(.form) }
      examine(json, reaching: stage)
    }
  }

  /// Holds a reservation against the clause, as the clause itself is written.
  private mutating func examine(agreementOn json: JSON) {
    guard let agreement else { return }
    let (purpose, period) = (json["purpose"], agreement["period"])
    let day = json["t"]?.string?.prefix(10) ?? ""
    let uses = agreement["purposes"]?.array?.map(\.string) ?? []
    let (unit, rows) =
      agreement["unit"]?.string == "row"
      ? ("row", 1)
      : (agreement["unit"]?["column"]?.string, agreement["unit"]?["maximumRows"]?.integer)
    let isWithin =
      (period?["from"]?.string ?? "~") <= day && day <= (period?["until"]?.string ?? "")
      && purpose?["use"] != nil && uses.contains(purpose?["use"]?.string)
      && purpose?["unit"]?.string == unit && purpose?["rowsPerUnit"]?.integer == rows
    if !isWithin { report(.agreement) }
  }

  private mutating func examine(cap json: JSON?) {
    guard let guarantee = json.flatMap(PrivacyGuarantee.init(json:)) else { return report(.form) }
    if !guarantee.isCertified { report(.certificate) }
    let unit = json?["rho"] == nil ? "epsilon" : "rho"
    if lines > 1, unit != currency { report(.definition) }
    (currency, cap, delta) = (unit, guarantee.cost.value, guarantee.delta.value)
  }

  private mutating func examine(_ json: JSON, reaching stage: Stage) {
    guard let index = json["reservation"]?.integer, let (price, now) = reservations[index] else {
      return report(.reservation)
    }
    guard now == LedgerAudit.stage(before: stage) else {
      switch stage {
      case .reserve, .begin, .void: report(.begin)
      case .commit, .lost: report(.commit)
      case .release: report(.release)
      }
      return
    }
    reservations[index] = (price, stage)
    if stage == .void { held -= price }
    if stage == .release { tables[index] = json["table"]?.string }
    guard stage == .commit else { return }
    let entries = json["entries"]?.array ?? []
    self.entries[index] = entries
    if entries.contains(where: { $0["neighbours"]?.string != neighbours }) { report(.neighbours) }
    if entries.contains(where: { [$0["unit"], $0["bound"]] != unit }) { report(.unit) }
    if entries.contains(where: { ($0["rho"] == nil) != (currency == "epsilon") }) {
      report(.definition)
    }
    let prices = entries.map { $0[currency]?.exact ?? price + 1 }
    let pays = currency == "rho" ? LedgerAudit.paysRho : LedgerAudit.paysEpsilon
    if !zip(entries, prices).allSatisfy(pays) || prices.reduce(0, +) > price { report(.entries) }
  }

  /// Whether ρ is enough for an entry's mechanism, by its formula: 2σ²ρ ≥ Δ², or 8ρ ≥ η², or
  /// ρ ≥ ε·tanh(ε/2) for what is ε-DP.
  private static func paysRho(for entry: JSON, _ rho: Rational) -> Bool {
    let parameters = entry["parameters"]
    switch entry["mechanism"]?.string {
    case "discrete-gaussian":
      guard let squared = parameters?["sensitivitySquared"]?.exact,
        let variance = parameters?["variance"]?.exact
      else { return false }
      return variance > 0 && 2 * variance * rho >= squared
    case "exponential":
      guard let rate = parameters?["rate"]?.exact else { return false }
      return 8 * rho >= rate * rate
    case "discrete-laplace", "pure":
      return pureLoss(of: entry).map { paysRho(forLoss: $0, rho) } ?? false
    default: return false
    }
  }

  /// Whether ρ(e^ε + 1) ≥ ε(e^ε − 1), which holds where ρ ≥ ε, and where 2ρ ≥ ε².
  private static func paysRho(forLoss epsilon: Rational, _ rho: Rational) -> Bool {
    guard rho < epsilon, 2 * rho < epsilon * epsilon, epsilon < 256 else {
      return rho >= epsilon || 2 * rho >= epsilon * epsilon
    }
    let power = Enclosure.exponential(
      of: epsilon,
      precision: 128 + max(0, -epsilon.binaryExponent)
    ).upper
    return rho * (power + 1) >= epsilon * (power - 1)
  }

  /// Whether ε is enough for an entry's mechanism, by its formula: ε ≥ Δ/t, or ε ≥ η.
  private static func paysEpsilon(for entry: JSON, _ epsilon: Rational) -> Bool {
    switch entry["mechanism"]?.string {
    case "discrete-laplace", "pure":
      return pureLoss(of: entry).map { $0 <= epsilon } ?? false
    case "exponential":
      guard let rate = entry["parameters"]?["rate"]?.exact else { return false }
      return epsilon >= rate
    default: return false
    }
  }

  /// ε of discrete Laplace noise, which is Δ/t, or of a mechanism that states it.
  private static func pureLoss(of entry: JSON) -> Rational? {
    let parameters = entry["parameters"]
    guard entry["mechanism"]?.string == "discrete-laplace" else {
      return parameters?["epsilon"]?.exact
    }
    guard let sensitivity = parameters?["sensitivity"]?.exact,
      let scale = parameters?["scale"]?.exact, scale > 0
    else { return nil }
    return sensitivity / scale
  }

  /// Compares the file with its checkpoint, and the ledger's key with the one that is trusted.
  mutating func examine(
    checkpoint bytes: [UInt8]?,
    path: String,
    trusting trusted: Ed25519.PublicKey?
  ) {
    guard let genesis = leaves.first, let last = keys.last?.key else { return }
    if let trusted, trusted != last {
      findings.append(
        .file(.wrongKey(ledger: last.fingerprint, given: trusted.fingerprint))
      )
    }
    let checkpointPath = LockedFile.checkpointPath(path)
    guard let bytes else {
      findings.append(.file(.checkpointMissing(path: checkpointPath)))
      return
    }
    let origin = LedgerState.origin(genesisHash: SHA256.digest(of: genesis))
    guard let text = String(validating: bytes, as: UTF8.self),
      let note = try? SignedNote(parsing: text), let checkpoint = Checkpoint(text: note.text),
      checkpoint.origin == origin,
      let key = keys.last(where: { $0.from <= checkpoint.size })?.key,
      note.isSigned(by: NoteKey(name: origin, publicKey: key))
    else {
      findings.append(.file(.checkpointMalformed(path: checkpointPath)))
      return
    }
    guard checkpoint.size <= leaves.count else {
      findings.append(.file(.recordsMissing(have: leaves.count, signed: checkpoint.size)))
      return
    }
    if MerkleTree(leaves: Array(leaves.prefix(checkpoint.size))).root != checkpoint.root {
      findings.append(.file(.recordsChanged(signed: checkpoint.size)))
    }
  }

  private mutating func report(_ rule: LedgerRule) {
    findings.append(.line(lines, rule))
  }
}
