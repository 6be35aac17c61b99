import Cryptography
import JSON
import Ledger
import Lineage

/// The key of a release's commitment to its private file, for an auditor who may see the rows.
///
/// Whoever has the key can check any guess of the whole file against the release.
public struct CommitmentOpening: Sendable, Equatable {
  /// The key, in hexadecimal.
  public let key: String

  /// What the release committed to, in hexadecimal.
  public let commitment: String

  /// Opens a commitment, once the file has been found to be the one that was committed to.
  ///
  /// - Parameters:
  ///   - folder: the release.
  ///   - data: the private file.
  ///   - ledgerKey: the file of the private key that the ledger had in that run.
  /// - Throws: `verificationFailed` where file, key and release don't belong together; `badInput`
  ///   where the key can't be read; `failure` where a file can't be read.
  public init(of folder: String, data: String, ledgerKey: String) throws(MarginaliaError) {
    let seed = try Keys.privateKey(at: ledgerKey).seed
    guard
      let envelope = try? Envelope(parsing: try Files.read("\(folder)/\(ReleaseFile.manifest)")),
      let manifest = try? Manifest(parsing: envelope.payload),
      case .reserve(let reserve) = manifest.ledger.reserve.event
    else {
      throw .verificationFailed("\(folder) holds no manifest that can be read", findings: [])
    }
    let key = ReleaseInputs.key(seed: seed, nonce: reserve.nonce)
    let commitment = manifest.facts.inputs.commitment
    guard HMACSHA256.code(for: try Files.read(data), key: key) == commitment else {
      throw .verificationFailed(
        "\(folder) was made from another file, or with another ledger key",
        findings: []
      )
    }
    self.key = key.hex
    self.commitment = commitment.hex
  }

  /// The opening as one JSON object.
  public var json: String {
    Document.json(
      "commitment/1",
      ["key": .string(key), "commitment": .string(commitment)]
    )
  }
}
