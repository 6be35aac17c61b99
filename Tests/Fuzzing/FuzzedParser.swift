import Arithmetic
import Cryptography
import JSON
import Ledger
import Lineage
import Schemas
import Tables

/// A parser of files that come from outside, and the laws that hold whatever they hold.
enum FuzzedParser: String, CaseIterable {
  case agreement, bundle, checkpoint, envelope, json, key, ledger, manifest, measurements, memory
  case model, notice, number, record, request, schema, table, timestamp, trust, witness

  /// Reads an input, and traps where a law is broken.
  func read(_ bytes: [UInt8]) {
    switch self {
    case .agreement: readsAgreement(bytes)
    case .bundle: readsBack(bytes, try? SignatureBundle(parsing: bytes), as: \.bytes)
    case .checkpoint: readsCheckpoint(bytes)
    case .envelope: readsBack(bytes, try? Envelope(parsing: bytes), as: \.bytes)
    case .json: readsJSON(bytes)
    case .key: readsKey(bytes)
    case .ledger: readsLedger(bytes)
    case .manifest: readsManifest(bytes)
    case .measurements: readsBack(bytes, try? MeasurementsFile(parsing: bytes), as: \.bytes)
    case .memory: readsBack(bytes, Witness(parsing: bytes), as: \.bytes)
    case .model: readsBack(bytes, try? ModelFile(parsing: bytes), as: \.bytes)
    case .notice: readsNotice(bytes)
    case .number: readsNumber(bytes)
    case .record: readsRecord(bytes)
    case .request:
      let text = String(validating: bytes, as: UTF8.self)
      readsBack(bytes, text.flatMap(WitnessRequest.init(parsing:))) { Array($0.text.utf8) }
    case .schema: readsSchema(bytes)
    case .table: readsTable(bytes)
    case .timestamp: readsTimestamp(bytes)
    case .trust: readsTrust(bytes)
    case .witness:
      let text = String(validating: bytes, as: UTF8.self)
      readsBack(bytes, text.flatMap(CosignatureKey.init(parsing:))) { Array($0.text.utf8) }
    }
  }

  /// What was read is written as it stood: these files have one form only.
  private func readsBack<File>(_ bytes: [UInt8], _ file: File?, as form: (File) -> [UInt8]) {
    guard let file else { return }
    precondition(form(file) == bytes, "another form of the file was accepted")
  }

  /// A clause that was read means the same again; its signatures stay over what was signed.
  private func readsAgreement(_ bytes: [UInt8]) {
    readsBack(bytes, SignedAgreement(parsing: bytes), as: \.envelope.bytes)
    guard let json = try? JSON(parsing: bytes), let agreement = try? Agreement(json) else { return }
    precondition((try? Agreement(agreement.json)) == agreement, "a clause reads back as another")
  }

  /// A manifest may have members that this version doesn't know; what it does know is kept.
  private func readsManifest(_ bytes: [UInt8]) {
    guard let manifest = try? Manifest(parsing: bytes) else { return }
    let again = try? Manifest(parsing: manifest.payload)
    precondition(again == manifest, "a manifest reads back as another")
  }

  /// A note keeps every byte, so that signatures stay over what was signed.
  private func readsCheckpoint(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self),
      let note = try? SignedNote(parsing: text)
    else { return }
    precondition(Array(note.encoded.utf8) == bytes, "a note reads back as another")
  }

  /// The canonical form is a fixed point, and means the same; so does the form for people.
  private func readsJSON(_ bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes) else { return }
    let canonical = json.canonical
    guard let again = try? JSON(parsing: canonical) else {
      preconditionFailure("the canonical form isn't JSON")
    }
    precondition(again.canonical == canonical, "the canonical form isn't a fixed point")
    guard let pretty = try? JSON(parsing: Array(json.pretty.utf8)) else {
      preconditionFailure("the form for people isn't JSON")
    }
    precondition(pretty.canonical == canonical, "the form for people means something else")
  }

  /// A key that is read is written so that it reads as the same key.
  private func readsKey(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let key = try? PEM.privateKey(parsing: text) {
      let again = try? PEM.privateKey(parsing: PEM.text(of: key))
      precondition(again?.publicKey == key.publicKey, "a private key reads back as another")
    }
    if let key = try? PEM.publicKey(parsing: text) {
      let again = try? PEM.publicKey(parsing: PEM.text(of: key))
      precondition(again == key, "a public key reads back as another")
    }
    if let key = try? PEM.encryptedKey(parsing: text) {
      precondition(key.iterations > 0, "an encrypted key without an iteration was accepted")
    }
  }

  /// A notice comes in one form, and a rotation is signed by both of its keys.
  private func readsNotice(_ bytes: [UInt8]) {
    guard let envelope = try? Envelope(parsing: bytes) else { return }
    if let rotation = try? KeyRotation(parsing: bytes, file: "notice.json") {
      let isSigned = envelope.isSigned(by: rotation.old) && envelope.isSigned(by: rotation.new)
      precondition(isSigned, "a rotation that a key of it didn't sign was accepted")
    }
    if let revocation = try? Revocation(parsing: envelope, file: "notice.json") {
      let again = revocation.envelope(by: .init(seed: Array(repeating: 1, count: 32)))
      precondition(again.payload == envelope.payload, "another form of a notice was accepted")
    }
  }

  /// A time stamp is about one digest.
  private func readsTimestamp(_ bytes: [UInt8]) {
    guard let stamp = try? TimestampResponse(der: bytes) else { return }
    precondition(stamp.imprint.count == 32, "a time stamp over no SHA-256 was accepted")
  }

  /// A trust that is accepted can be met, and counts no key twice.
  private func readsTrust(_ bytes: [UInt8]) {
    guard let trust = try? Trust(parsing: bytes, file: "trust.json") else { return }
    let keys = trust.signers.flatMap(\.keys).map(\.key)
    precondition(Set(keys).count == keys.count, "a key counts twice")
    precondition(trust.threshold <= trust.signers.count, "more signers are needed than trusted")
  }

  /// A ledger without findings has its cap, and never one that is passed.
  private func readsLedger(_ bytes: [UInt8]) {
    let verdict = LedgerFile.verify("ledger", files: MemoryFile(LedgerSeal.sealed(bytes)))
    guard verdict.findings.isEmpty else { return }
    precondition(verdict.charged <= verdict.cap, "a ledger over its cap has no finding")
  }

  /// An exact number is printed so that it reads as the same number.
  private func readsNumber(_ bytes: [UInt8]) {
    guard bytes.count <= 4096, let text = String(validating: bytes, as: UTF8.self),
      let number = Rational(text)
    else { return }
    precondition(Rational(number.description) == number, "a number reads back as another")
  }

  /// A record keeps every byte: its hash is over them.
  private func readsRecord(_ bytes: [UInt8]) {
    guard let record = try? LedgerRecord(parsing: bytes) else { return }
    precondition(record.bytes == bytes, "another form of the record was accepted")
  }

  /// A schema that is accepted is released in a form that means the same.
  private func readsSchema(_ bytes: [UInt8]) {
    guard let schema = try? Schema(parsing: bytes, file: "schema.json") else { return }
    let released = schema.releasedBytes
    guard let again = try? Schema(parsing: released, file: "schema.json") else {
      preconditionFailure("a released schema can't be read")
    }
    precondition(again.releasedBytes == released, "a released schema isn't a fixed point")
  }

  /// Encoding, checking and guessing agree about which files are tables, and of how many rows.
  private func readsTable(_ bytes: [UInt8]) {
    let table = try? EncodedTable(csv: bytes, file: "table.csv", schema: .fuzzed)
    let check = try? DataCheck(csv: bytes, file: "table.csv", schema: .fuzzed)
    precondition((table == nil) == (check == nil), "a table is well-formed for one reader only")
    precondition(table?.rowCount == check?.rowCount, "two readers count different rows")
    let draft = try? SchemaDraft(guessedFrom: bytes, file: "table.csv", name: "guessed")
    precondition(table == nil || draft != nil, "a table is well-formed for one reader only")
  }
}
