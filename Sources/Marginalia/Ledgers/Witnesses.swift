import Cryptography
import JSON
import Ledger
import Lineage

/// Auditors who cosign a ledger's checkpoints, so that nobody can be shown another past.
///
/// All goes by files: a publisher writes a request, the auditor answers with a line, and that line
/// goes beside the release.
public enum Witnesses {
  /// A witness's key as verifiers are given it: name, hash and key in one line.
  ///
  /// - Parameters:
  ///   - name: the witness's name: no white space, no plus sign.
  ///   - key: the file of its key, either half.
  ///   - passphrases: asked where that is an encrypted private key.
  /// - Returns: the line.
  /// - Throws: `usage` for a name that is none; what reading the key throws.
  public static func key(
    name: String,
    key: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> String {
    try check(name)
    let publicKey = try Keys.eitherHalf(at: key, passphrases: passphrases)
    return CosignatureKey(name: name, publicKey: publicKey).text
  }

  /// A request for a cosignature, as its text.
  ///
  /// - Parameters:
  ///   - ledger: the ledger.
  ///   - release: a release of it, whose checkpoint is to be cosigned; the newest one without it.
  ///   - since: the number of records that the witness cosigned last; 0 for the first time.
  /// - Returns: the request's text.
  /// - Throws: `usage` where the ledger never had so many records, or the release isn't one of it;
  ///   `verificationFailed` where it is damaged; `failure` where a file can't be read.
  public static func request(
    ledger: String,
    release: String? = nil,
    since: Int
  ) throws(MarginaliaError) -> String {
    let reading: LedgerFile.Reading
    do throws(LedgerError) {
      reading = try LedgerFile.read(ledger)
    } catch {
      throw MarginaliaError(error)
    }
    var checkpoint = reading.checkpoint
    if let release {
      guard let signed = ReleaseVerification.checkpoint(ofFolder: release) else {
        throw .usage("\(release) has no manifest with a checkpoint")
      }
      checkpoint = signed
    }
    guard let request = WitnessRequest(checkpoint, of: reading.state, since: since),
      release == nil || reading.state.holds(checkpoint)
    else {
      throw .usage(
        "there is no proof from \(since) records to that checkpoint in \(ledger): --since is above "
          + "it, or the release is of another ledger"
      )
    }
    return request.text
  }

  /// Answers a request: checks it by the witness's memory, keeps it there, and cosigns.
  ///
  /// - Parameters:
  ///   - request: the request's file.
  ///   - memory: the file of the witness's memory; made where it doesn't exist.
  ///   - name: the witness's name.
  ///   - key: the file of the witness's private key.
  ///   - passphrases: asked where that key is encrypted.
  ///   - ledgerKey: the file of the ledger's public key, from a source other than the request; for a
  ///     ledger that the memory doesn't hold yet.
  /// - Returns: the line to put beside the release, with its newline.
  /// - Throws: `verificationFailed` where the ledger was forked or rolled back, or the request is no
  ///   proof; `usage` where another request is needed, or the name is none; `failure` where a file
  ///   can't be read or written.
  public static func cosign(
    request: String,
    memory: String,
    name: String,
    key: String,
    passphrases: Passphrases = .none,
    ledgerKey: String? = nil
  ) throws(MarginaliaError) -> String {
    try check(name)
    let privateKey = try Keys.privateKey(at: key, passphrases: passphrases)
    let trusted = try ledgerKey.map { path throws(MarginaliaError) in
      try Keys.publicKey(at: path)
    }
    let asked = try Witnesses.request(at: request)
    do throws(WitnessFile.Failure) {
      var file = try WitnessFile(at: memory)
      return try file.cosign(asked, trusting: trusted, name: name, key: privateKey).signatureLines
    } catch {
      throw MarginaliaError(error, at: request)
    }
  }

  /// A request as one JSON object.
  public static func json(request text: String) -> String {
    Document.json("witness-request/1", ["request": .string(text)])
  }

  /// A witness's key as one JSON object.
  public static func json(key text: String) -> String {
    Document.json("witness-key/1", ["key": .string(text)])
  }

  /// A cosignature as one JSON object.
  public static func json(cosignature line: String) -> String {
    Document.json("cosignature/1", ["line": .string(line)])
  }

  /// The request in a file.
  ///
  /// - Throws: `badInput` where it is none; `failure` where the file can't be read.
  static func request(at path: String) throws(MarginaliaError) -> WitnessRequest {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    guard let request = WitnessRequest(parsing: text) else {
      throw .badInput(
        "\(path) is no request for a cosignature",
        findings: [Finding(place: path, message: "make one by 'ledger request'")]
      )
    }
    return request
  }

  /// The witnesses' keys in a file, one a line.
  static func keys(at path: String) throws(MarginaliaError) -> [CosignatureKey] {
    let lines = String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n")
    let keys = lines.compactMap { CosignatureKey(parsing: String($0)) }
    guard keys.count == lines.count, !keys.isEmpty else {
      throw .badInput(
        "\(path) doesn't hold a witness's key in each line",
        findings: [Finding(place: path, message: "'witness key' writes them")]
      )
    }
    return keys
  }

  private static func check(_ name: String) throws(MarginaliaError) {
    guard NoteKey.isValid(name: name) else {
      throw .usage("a witness's name has no white space and no plus sign")
    }
  }
}

extension LedgerState {
  /// Whether a checkpoint is about a beginning of this ledger.
  fileprivate func holds(_ note: SignedNote) -> Bool {
    guard let checkpoint = Checkpoint(text: note.text), checkpoint.origin == origin,
      checkpoint.size <= records.count
    else { return false }
    let leaves = records.prefix(checkpoint.size).map(\.bytes)
    return MerkleTree(leaves: leaves).head == checkpoint.head
  }
}

extension MarginaliaError {
  /// Why a witness doesn't cosign.
  fileprivate init(_ failure: WitnessFile.Failure, at request: String) {
    switch failure {
    case .file(let error): self.init(error)
    case .malformed(let path):
      self = .verificationFailed("\(path) is no witness's memory, or was changed", findings: [])
    case .refused(let refusal):
      switch refusal {
      case .stale, .unknown: self = .usage(refusal.description)
      case .malformed, .unsigned, .forked, .inconsistent:
        self = .verificationFailed(
          "not cosigned",
          findings: [Finding(place: request, message: refusal.description)]
        )
      }
    }
  }
}
