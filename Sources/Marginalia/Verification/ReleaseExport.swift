import Cryptography
import JSON
import Lineage
import Reports
import Schemas

/// A document of a release, written again from what its manifest says.
public struct ReleaseExport: Sendable, Equatable {
  /// The documents that can be written, by the words that ask for them.
  public enum Kind: String, Sendable, CaseIterable {
    /// The record for the OpenDP Deployments Registry.
    case registry
    /// The description for machine learning.
    case croissant
    /// The record for data catalogues.
    case dcat
    /// The terms for machines.
    case odrl
    /// The terms for people.
    case terms
    /// What each column means.
    case dictionary
    /// The release in plain English.
    case summary

    /// The document's name in a release.
    public var file: String {
      switch self {
      case .registry: ReleaseFile.registry
      case .croissant: ReleaseFile.croissant
      case .dcat: ReleaseFile.catalogue
      case .odrl: ReleaseFile.agreement
      case .terms: ReleaseFile.agreementText
      case .dictionary: ReleaseFile.dictionary
      case .summary: ReleaseFile.summary
      }
    }
  }

  /// The document's text.
  public let text: String

  /// Whether it is, to the byte, the one that the manifest vouches for.
  public let isAsReleased: Bool

  /// The export as one JSON object.
  public var json: String {
    Document.json(
      "export/1",
      ["text": .string(text), "isAsReleased": .boolean(isAsReleased)]
    )
  }

  /// Writes a document of a release again.
  ///
  /// The manifest's signature is not checked here: that is ``Verifier``'s work.
  ///
  /// - Parameters:
  ///   - document: which one.
  ///   - folder: the release.
  /// - Throws: `verificationFailed` where manifest, schema and measurements don't belong together;
  ///   `failure` where one can't be read.
  public init(_ document: Kind, of folder: String) throws(MarginaliaError) {
    let manifest: Manifest
    let schema: Schema
    let measurements: MeasurementsFile
    do {
      let envelope = try Envelope(parsing: try Files.read("\(folder)/\(ReleaseFile.manifest)"))
      manifest = try Manifest(parsing: envelope.payload)
      let name = ReleaseFile.schema
      schema = try Schema(
        parsing: try ReleaseExport.vouched(name, in: folder, by: manifest),
        file: name
      )
      measurements = try MeasurementsFile(
        parsing: try ReleaseExport.vouched(ReleaseFile.measurements, in: folder, by: manifest)
      )
    } catch let error as MarginaliaError {
      throw error
    } catch {
      throw .verificationFailed(
        "\(folder) holds no release that can be read: \(error)",
        findings: []
      )
    }
    let documents = ReleaseDocuments(
      facts: manifest.facts,
      schema: schema,
      measurements: measurements,
      tableDigest: manifest.digest(of: ReleaseFile.table) ?? []
    )
    let bytes = documents.files.first { $0.name == document.file }?.bytes ?? []
    text = String(decoding: bytes, as: UTF8.self)
    isAsReleased = manifest.digest(of: document.file) == SHA256.digest(of: bytes)
  }

  /// A file of the release, if it is the one that the manifest vouches for.
  private static func vouched(
    _ name: String,
    in folder: String,
    by manifest: Manifest
  ) throws(MarginaliaError) -> [UInt8] {
    let bytes = try Files.read("\(folder)/\(name)")
    guard manifest.digest(of: name) == SHA256.digest(of: bytes) else {
      throw .verificationFailed(
        "\(name) is not the one that the manifest vouches for",
        findings: []
      )
    }
    return bytes
  }
}
