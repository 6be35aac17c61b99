package import Lineage

/// Whose signatures a verifier counts, and how many it asks for.
///
/// It is the verifier's own: names, roles and periods are never taken from a release.
public struct TrustedKeys: Sendable {
  package private(set) var trust: Trust

  /// Whether the caller has checked the authorities' signatures of the release's time stamps, as
  /// with `openssl ts -verify`; what a key signed before its revocation then still counts.
  public var timestampsAreChecked: Bool {
    get { trust.timestampsAreChecked }
    set { trust.timestampsAreChecked = newValue }
  }

  /// Trusts the keys in some files, each for a signer of its own.
  ///
  /// - Parameters:
  ///   - files: public keys, PEM.
  ///   - threshold: how many of them have to have signed.
  /// - Returns: the trust.
  /// - Throws: `usage` where there is no key, a key twice, or fewer keys than are asked for;
  ///   `badInput` where a file holds no public key; `failure` where one can't be read.
  public static func keys(
    _ files: [String],
    threshold: Int = 1
  ) throws(MarginaliaError) -> TrustedKeys {
    guard threshold > 0 else { throw .usage("at least one signer has to be asked for") }
    var signers: [Trust.Signer] = []
    for file in files {
      signers.append(Trust.Signer(key: Trust.Key(try Keys.publicKey(at: file))))
    }
    do throws(Trust.Fault) {
      return TrustedKeys(trust: try Trust(signers, threshold: threshold))
    } catch {
      throw .usage(error.description)
    }
  }

  /// Trusts whom a trust file names; <doc:Trust> says how one is written.
  ///
  /// - Throws: `badInput` where it is no trust file, `failure` where it can't be read.
  public static func file(_ path: String) throws(MarginaliaError) -> TrustedKeys {
    let bytes = try Files.read(path)
    do throws(LineageError) {
      return TrustedKeys(trust: try Trust(parsing: bytes, file: path))
    } catch {
      guard !bytes.starts(with: "-----BEGIN ".utf8) else {
        throw .badInput(
          "\(path) is a key or the like, in PEM, and no trust file, which is JSON",
          findings: []
        )
      }
      throw .badInput("\(path) is no trust file", findings: [Finding(place: "", error)])
    }
  }
}

/// Statements about keys and releases that a verifier was handed: files.
public struct HandedNotices: Sendable {
  /// Files of rotations.
  public var rotations: [String]

  /// Files of revocations.
  public var revocations: [String]

  /// Names some files.
  public init(rotations: [String] = [], revocations: [String] = []) {
    self.rotations = rotations
    self.revocations = revocations
  }

  /// The files as they are.
  func read() throws(MarginaliaError) -> Notices {
    func files(_ paths: [String]) throws(MarginaliaError) -> [Notices.File] {
      try paths.map { path throws(MarginaliaError) in
        Notices.File(name: path, bytes: try Files.read(path))
      }
    }
    return Notices(rotations: try files(rotations), revocations: try files(revocations))
  }
}

extension Finding {
  /// An error that says itself where it is.
  init(place: String, _ error: LineageError) {
    self.init(place: place, message: error.description)
  }
}
