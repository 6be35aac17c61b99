import Cryptography
import JSON

extension Trust {
  /// The format of the file.
  package static let format = "trust/1"

  /// Reads a trust file.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - file: the file's name, for errors.
  /// - Throws: `LineageError` with the first member that isn't as the format asks; `trust` where the
  ///   whole makes no sense.
  package init(parsing bytes: [UInt8], file: String) throws(LineageError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes)
    } catch {
      throw .json(file: file, error)
    }
    let fields = FileFields(file: file, path: "", json: json)
    try fields.require(Trust.format, at: "marginalia")
    try fields.allow(["marginalia", "threshold", "roles", "keys"])
    var signers: [Signer] = []
    for key in try fields.objects("keys") { signers.append(try Signer(reading: key)) }
    let threshold =
      json["threshold"] == nil ? 1 : try fields.integer("threshold", in: 1...1000)
    var requirements: [Requirement] = []
    if json["roles"] != nil {
      let roles = try fields.object("roles")
      for member in roles.json.members ?? [] {
        let count = try roles.integer(member.key, in: 1...1000)
        requirements.append(Requirement(role: member.key, count: count))
      }
    }
    do throws(Fault) {
      try self.init(signers, threshold: threshold, requirements: requirements)
    } catch {
      throw .trust(file: file, error)
    }
  }
}

extension Trust.Signer {
  /// Reads one of a trust file's keys.
  fileprivate init(reading fields: FileFields) throws(LineageError) {
    try fields.allow(["name", "role", "publicKey", "notBefore", "notAfter", "revokedAt"])
    func time(_ name: String) throws(LineageError) -> UTCTime? {
      guard let value = fields.json[name], !value.isNull else { return nil }
      return try fields.time(name)
    }
    let key = Trust.Key(
      try fields.publicKey("publicKey"),
      notBefore: try time("notBefore"),
      notAfter: try time("notAfter"),
      revokedAt: try time("revokedAt")
    )
    if let first = key.notBefore, let last = key.notAfter, last < first {
      throw fields.fault(.outOfRange, at: "notAfter")
    }
    self.init(name: try fields.word("name"), role: try fields.word("role"), key: key)
  }
}

extension FileFields {
  /// Refuses members that the format doesn't know: a misspelt limit would be no limit.
  func allow(_ names: [String]) throws(LineageError) {
    for member in json.members ?? [] where !names.contains(member.key) {
      throw fault(.unknownWord, at: member.key.printable)
    }
  }

  /// The text under that name, which has to say something.
  func word(_ key: String) throws(LineageError) -> String {
    let text = try text(key)
    guard !text.allSatisfy(\.isWhitespace) else { throw fault(.missing, at: key) }
    return text
  }

  /// The time under that name.
  func time(_ key: String) throws(LineageError) -> UTCTime {
    guard let time = UTCTime(try text(key)) else { throw fault(.notTime, at: key) }
    return time
  }

  /// The public key, as PEM, under that name.
  func publicKey(_ key: String) throws(LineageError) -> Ed25519.PublicKey {
    guard let key = try? PEM.publicKey(parsing: try text(key)) else {
      throw fault(.notPublicKey, at: key)
    }
    return key
  }
}
