import Accounting
import Cryptography
import GraphicalModels
import JSON
import Marginals

/// What a release was made from, as far as it may be told.
///
/// A plain hash of private rows would let anyone check a guess of the whole table, at ε = ∞; so
/// there is only a commitment, under a key that stays with the curator.
package struct ReleaseInputs: Sendable, Equatable {
  /// The SHA-256 of `schema.json`.
  package let schemaDigest: [UInt8]

  /// HMAC-SHA256 over the bytes of the private file, under the curator's key for this run.
  package let commitment: [UInt8]

  /// The number of private rows as the noisy measurements tell it, rounded.
  package let estimatedRows: Int

  /// The inputs of a run.
  ///
  /// - Precondition: the commitment has 32 bytes.
  package init(_ measurements: MeasurementsFile, commitment: [UInt8]) {
    precondition(commitment.count == 32, "a commitment has 32 bytes")
    schemaDigest = measurements.schemaDigest
    self.commitment = commitment
    estimatedRows = Int(Model.total(of: measurements.transcript.measurements).rounded())
  }

  /// The rule for the commitment's key, in words for the manifest.
  package static let keyRule =
    "HMAC-SHA256 of the ASCII text \"marginalia input commitment v1\" and the 32 bytes of the "
    + "reserve record's nonce, under the 32 bytes of the ledger's private seed; the curator can "
    + "show this key to an auditor without showing the seed"

  private static let tag = [UInt8]("marginalia input commitment v1".utf8)

  /// The key of a run's commitment, which stays with the curator.
  ///
  /// - Parameters:
  ///   - seed: the 32 bytes of the ledger's private key.
  ///   - nonce: the nonce of the run's `reserve` record, which is public.
  /// - Returns: 32 bytes that tell nothing of the seed, nor of any other run's key.
  package static func key(seed: [UInt8], nonce: [UInt8]) -> [UInt8] {
    HMACSHA256.code(for: tag + nonce, key: seed)
  }

  private static let algorithm = "HMAC-SHA256"
  private static let withheld = "withheld"

  /// The inputs as the manifest has them.
  var json: JSON {
    [
      "schema": ["sha256": .digest(schemaDigest)],
      "privateInput": [
        "algorithm": .string(ReleaseInputs.algorithm), "commitment": .digest(commitment),
        "key": .string(ReleaseInputs.keyRule),
      ],
      "rowCount": [
        "exact": .string(ReleaseInputs.withheld), "noisy": .string(String(estimatedRows)),
      ],
    ]
  }

  /// Reads the member `inputs` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    schemaDigest = try fields.object("schema").digest("sha256")
    let input = try fields.object("privateInput")
    guard try input.text("algorithm") == ReleaseInputs.algorithm else {
      throw input.fault(.unknownWord, at: "algorithm")
    }
    guard try input.text("key") == ReleaseInputs.keyRule else {
      throw input.fault(.unknownWord, at: "key")
    }
    commitment = try input.digest("commitment")
    let count = try fields.object("rowCount")
    guard try count.text("exact") == ReleaseInputs.withheld else {
      throw count.fault(.unknownWord, at: "exact")
    }
    guard let rows = Int(try count.text("noisy")) else {
      throw count.fault(.notInteger, at: "noisy")
    }
    estimatedRows = rows
  }
}
