import Accounting
import Arithmetic
import Cryptography
import JSON

extension LedgerRecord.Event {
  /// The record type's name in the file.
  package var type: String {
    switch self {
    case .genesis: "genesis"
    case .reserve: "reserve"
    case .begin: "begin"
    case .commit: "commit"
    case .void: "void"
    case .lost: "lost"
    case .release: "release"
    case .raiseCap: "raise-cap"
    case .key: "key"
    case .recovered: "recovered"
    }
  }

  /// The members that the event adds to a record; every ε, δ and ρ as exact text.
  var members: [JSONMember] {
    let fields: KeyValuePairs<String, JSON> =
      switch self {
      case .genesis(let genesis):
        [
          "dataset": .string(genesis.dataset), "cap": genesis.cap.json,
          "neighbours": .string(genesis.neighbours.rawValue),
          "unit": .string(genesis.unit.name), "bound": .integer(genesis.unit.maximumRows),
          "key": .string(genesis.key.bytes.hex), "nonce": .string(genesis.nonce.hex),
        ]
      case .reserve(let reserve):
        // Under pure privacy the price is the ε.
        switch reserve.cost {
        case .zeroConcentrated(let rho):
          [
            "rho": rho.value.json, "epsilon": reserve.epsilon.value.json,
            "delta": reserve.delta.value.json, "purpose": reserve.purpose,
            "nonce": .string(reserve.nonce.hex),
          ]
        case .pure(let epsilon):
          [
            "epsilon": epsilon.value.json, "delta": reserve.delta.value.json,
            "purpose": reserve.purpose, "nonce": .string(reserve.nonce.hex),
          ]
        }
      case .begin(let reservation), .void(let reservation), .lost(let reservation):
        ["reservation": .integer(reservation)]
      case .commit(let commit):
        [
          "reservation": .integer(commit.reservation),
          "entries": .array(commit.entries.map(\.json)),
          "measurements": .string(commit.measurements.hex),
        ]
      case .release(let release):
        [
          "reservation": .integer(release.reservation),
          "manifest": .string(release.manifest.hex), "table": .string(release.table.hex),
        ]
      case .raiseCap(let cap, let signature):
        ["cap": cap.json, "signature": .string(signature.hex)]
      case .key(let key, let signatures):
        [
          "key": .string(key.bytes.hex), "signatures": .array(signatures.map { .string($0.hex) }),
        ]
      case .recovered(let offset, let bytes, let tail):
        ["offset": .integer(offset), "bytes": .integer(bytes), "tail": .string(tail.hex)]
      }
    return fields.map { JSONMember(key: $0.key, value: $0.value) } + agreementMembers
  }

  /// The clause that a genesis quotes, and its digest.
  private var agreementMembers: [JSONMember] {
    guard case .genesis(let genesis) = self, let agreement = genesis.agreement else { return [] }
    return [
      JSONMember(key: "agreement", value: agreement.json),
      JSONMember(key: "agreementDigest", value: .string(agreement.digest.hex)),
    ]
  }

  /// Reads the event of a record; members that it doesn't know are left to the caller.
  init?(_ json: JSON) {
    switch json["type"]?.string {
    case "genesis": self.init(genesis: json)
    case "reserve": self.init(reserve: json)
    case "commit": self.init(commit: json)
    case "release": self.init(release: json)
    case "begin":
      guard let reservation = json["reservation"]?.integer else { return nil }
      self = .begin(reservation: reservation)
    case "void":
      guard let reservation = json["reservation"]?.integer else { return nil }
      self = .void(reservation: reservation)
    case "lost":
      guard let reservation = json["reservation"]?.integer else { return nil }
      self = .lost(reservation: reservation)
    case "raise-cap":
      guard let cap = json["cap"].flatMap(PrivacyGuarantee.init(json:)),
        let signature = json["signature"]?.hexadecimal
      else { return nil }
      self = .raiseCap(cap, signature: signature)
    case "key":
      guard let key = json["key"]?.publicKey, let texts = json["signatures"]?.array else {
        return nil
      }
      self = .key(key, signatures: texts.compactMap(\.hexadecimal))
    case "recovered":
      guard let offset = json["offset"]?.integer, let bytes = json["bytes"]?.integer,
        let tail = json["tail"]?.digest
      else { return nil }
      self = .recovered(offset: offset, bytes: bytes, tail: tail)
    default: return nil
    }
  }

  private init?(genesis json: JSON) {
    guard let dataset = json["dataset"]?.string,
      let cap = json["cap"].flatMap(PrivacyGuarantee.init(json:)),
      let neighbours = json["neighbours"]?.string.flatMap(NeighbouringRelation.init(rawValue:)),
      let unit = json["unit"]?.string, let bound = json["bound"]?.integer, bound > 0,
      let key = json["key"]?.publicKey, let nonce = json["nonce"]?.hexadecimal
    else { return nil }
    var agreement: Agreement?
    if let clause = json["agreement"] {
      agreement = try? Agreement(clause)
      guard let agreement, json["agreementDigest"]?.digest == agreement.digest else { return nil }
    }
    self = .genesis(
      LedgerRecord.Genesis(
        dataset: dataset,
        cap: cap,
        neighbours: neighbours,
        unit: ProtectedUnit(name: unit, maximumRows: bound),
        agreement: agreement,
        key: key,
        nonce: nonce
      )
    )
  }

  private init?(reserve json: JSON) {
    guard let cost = PrivacyCost(json: json),
      let epsilon = json["epsilon"]?.exact.flatMap(Epsilon.init(_:)),
      let delta = json["delta"]?.exact.flatMap(Delta.init(_:)),
      (cost.definition == .pure) == (delta == .zero), let purpose = json["purpose"],
      purpose.members != nil,
      let nonce = json["nonce"]?.hexadecimal
    else { return nil }
    self = .reserve(
      LedgerRecord.Reserve(
        cost: cost,
        epsilon: epsilon,
        delta: delta,
        purpose: purpose,
        nonce: nonce
      )
    )
  }

  private init?(commit json: JSON) {
    guard let reservation = json["reservation"]?.integer, let texts = json["entries"]?.array,
      let measurements = json["measurements"]?.digest
    else { return nil }
    let entries = texts.compactMap(LedgerEntry.init(json:))
    guard entries.count == texts.count else { return nil }
    self = .commit(
      LedgerRecord.Commit(
        reservation: reservation,
        entries: entries,
        measurements: measurements
      )
    )
  }

  private init?(release json: JSON) {
    guard let reservation = json["reservation"]?.integer,
      let manifest = json["manifest"]?.digest, let table = json["table"]?.digest
    else { return nil }
    self = .release(
      LedgerRecord.Release(reservation: reservation, manifest: manifest, table: table)
    )
  }
}

extension JSON {
  /// The exact number that a text spells.
  var exact: Rational? { string.flatMap(Rational.init(_:)) }

  /// The bytes that a text of hexadecimal digits spells.
  var hexadecimal: [UInt8]? { string.flatMap([UInt8].init(hex:)) }

  /// The SHA-256 digest that a text spells.
  var digest: [UInt8]? { hexadecimal.flatMap { $0.count == 32 ? $0 : nil } }

  /// The Ed25519 public key whose 32 bytes a text spells.
  var publicKey: Ed25519.PublicKey? { hexadecimal.flatMap(Ed25519.PublicKey.init(bytes:)) }
}

extension Rational {
  /// The exact text, as a JSON string: a JSON number would be rounded by most readers.
  var json: JSON { .string(description) }
}
