package import Cryptography
package import GraphicalModels
import Randomness
package import Schemas

/// A released model, from which rows can be drawn by other seeds than the release's own.
///
/// Drawing more rows is post-processing of what was measured: it costs no further privacy.
package struct ReleaseReplay: Sendable {
  /// What the codes mean.
  package let schema: Schema

  /// The release's identity: the hash of its `reserve` record, 32 bytes.
  package let identity: [UInt8]

  /// The seed that the release was drawn with.
  package let seed: [UInt8]

  /// The rows of the release, as codes.
  package let released: SyntheticRows

  private let model: Model

  /// Why a release on disk can't be replayed.
  package enum Fault: Error, Equatable {
    /// These checks of the release fail.
    case notVerified([ReleaseVerification.Finding])
    /// Another version of fitting and sampling made the release.
    case otherVersion(Int)
    /// The rows aren't those of the release's seed.
    case otherRows
  }

  /// Replays a release on disk, after all checks of ``ReleaseVerification``.
  ///
  /// - Throws: every check that fails; `otherRows` where something else went into the rows.
  /// - Complexity: that of fitting the model and drawing the rows.
  package init(folder path: String, trustedKey key: Ed25519.PublicKey) throws(Fault) {
    var verification = ReleaseVerification.verify(folder: path, trustedKey: key)
    guard verification.isValid, let manifest = verification.manifest,
      let measured = verification.checkMeasurements(
        of: manifest,
        in: ReleaseFolder(path: path)
      )
    else { throw .notVerified(verification.findings.filter { $0.outcome == .failed }) }
    guard measured.file.determinism == Determinism.version else {
      throw .otherVersion(measured.file.determinism)
    }
    schema = measured.schema
    identity = manifest.release.identifier
    seed = SamplingSeed.derive(
      measurementsDigest: manifest.process.measurementsDigest,
      reserveRecordHash: identity
    )
    guard let replay = try? Replay(measured.file, schema: schema, seed: seed),
      manifest.digest(of: ReleaseFile.table) == SHA256.digest(of: replay.table)
    else { throw .otherRows }
    model = replay.model
    released = replay.rows
  }

  /// The rows of a seed, as codes.
  ///
  /// - Complexity: that of drawing a release's rows.
  package func rows(seed: [UInt8], count: Int) -> SyntheticRows {
    RowSampler.rows(
      from: model,
      count: count,
      stream: SamplingStream(seed: seed, domain: Replay.rowDomain)
    )
  }

  /// The rows of a seed as a CSV text, as ``Replay/table`` has them.
  package func table(seed: [UInt8], count: Int) -> [UInt8] {
    let drawn = rows(seed: seed, count: count)
    return RowDecoder(schema: schema, seed: seed).csv(columns: drawn.columns, rows: count)
  }

  /// Rows that a secret key chooses as a CSV text; the numbers within bins follow from it too.
  ///
  /// - Complexity: that of ``KeyedRows/draw(from:count:key:)``.
  package func keyedTable(key: WatermarkKey, count: Int) -> [UInt8] {
    let drawn = KeyedRows.draw(from: model, count: count, key: key)
    return RowDecoder(schema: schema, seed: key.valueSeed).csv(columns: drawn.columns, rows: count)
  }
}
