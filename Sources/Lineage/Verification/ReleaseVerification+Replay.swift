import Accounting
import Cryptography
import Ledger
import Marginals
import Schemas

extension ReleaseVerification {
  /// The measurements and the schema of a release, read from the bytes that were hashed.
  struct Measured {
    let file: MeasurementsFile
    let schema: Schema
  }

  /// What a replay shows, and what it doesn't.
  package static let replayMeaning =
    "Replay shows that nothing private entered the rows after the measurements. It doesn't show "
    + "that the noise in the measurements was drawn honestly."

  /// Reads schema and measurements, and checks that they belong together.
  mutating func checkMeasurements(of manifest: Manifest, in folder: ReleaseFolder) -> Measured? {
    guard let schemaBytes = signedContent(of: ReleaseFile.schema, manifest, folder),
      let bytes = signedContent(of: ReleaseFile.measurements, manifest, folder)
    else { return nil }
    let schema: Schema
    let file: MeasurementsFile
    do throws(SchemaError) {
      schema = try Schema(parsing: schemaBytes, file: ReleaseFile.schema)
    } catch {
      note(.measurements, .failed, ReleaseFile.schema, "\(error)")
      return nil
    }
    do throws(LineageError) {
      file = try MeasurementsFile(parsing: bytes)
    } catch {
      note(.measurements, .failed, ReleaseFile.measurements, "\(error)")
      return nil
    }
    let digest = SHA256.digest(of: schemaBytes)
    let belongs =
      digest == file.schemaDigest && digest == manifest.process.schemaDigest
      && schema.domain == file.domain && schema.unit == file.unit
      && schema.neighbours == file.neighbours
    require(
      belongs,
      .measurements,
      ReleaseFile.schema,
      "the schema that was measured with",
      else: "not the schema that was measured with"
    )
    require(
      schema.isVouched,
      .measurements,
      ReleaseFile.schema,
      "a person vouches for every column",
      else: "nobody vouches for some columns: they may have been read off the private rows"
    )
    require(
      file.rows == file.rowRule.count(for: file.transcript.measurements),
      .measurements,
      ReleaseFile.measurements,
      "the number of rows follows from its rule",
      else: "the number of rows doesn't follow from its rule"
    )
    return belongs ? Measured(file: file, schema: schema) : nil
  }

  /// The bytes of a file, if they are the signed ones; if not, the digest's check has said so.
  private func signedContent(
    of name: String,
    _ manifest: Manifest,
    _ folder: ReleaseFolder
  ) -> [UInt8]? {
    guard let bytes = try? folder.content(of: name),
      manifest.digest(of: name) == SHA256.digest(of: bytes)
    else { return nil }
    return bytes
  }

  /// Fits the model and draws the rows again, and compares every byte by its digest.
  mutating func checkReplay(of manifest: Manifest, _ measured: Measured) {
    guard measured.file.determinism == Determinism.version else {
      note(
        .replay,
        .failed,
        ReleaseFile.measurements,
        "made with determinism version \(measured.file.determinism); this program replays version "
          + "\(Determinism.version): use the version of marginalia that made the release"
      )
      return
    }
    let seed = SamplingSeed.derive(
      measurementsDigest: manifest.process.measurementsDigest,
      reserveRecordHash: manifest.ledger.reserve.hash
    )
    let replay: Replay
    do throws(LineageError) {
      replay = try Replay(measured.file, schema: measured.schema, seed: seed)
    } catch {
      note(.replay, .failed, ReleaseFile.measurements, "\(error)")
      return
    }
    for (name, bytes) in [
      (ReleaseFile.table, replay.table), (ReleaseFile.model, replay.modelFile),
    ] {
      require(
        manifest.digest(of: name) == SHA256.digest(of: bytes),
        .replay,
        name,
        "follows from the measurements, to the last byte",
        else: "doesn't follow from the measurements: something else went into it"
      )
    }
    note(.replay, .noted, ReleaseFile.measurements, Self.replayMeaning)
  }
}
