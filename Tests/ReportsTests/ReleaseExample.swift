import Accounting
import Cryptography
import Foundation
import JSON
import Ledger
import Lineage
import Reports
import Schemas

/// The facts of a made-up release: measurements, a claim, and a real ledger's records.
enum ReleaseExample {
  /// The clause that the ledger keeps to, where there is one.
  static let clause: JSON = [
    "marginalia": "agreement/1", "title": "Contract *12*",
    "parties": [
      ["name": "The office", "role": "curator"], ["name": "The institute", "role": "recipient"],
    ],
    "dataset": "harbour", "unit": "row", "neighbours": "add-remove-one",
    "cap": ["epsilon": "4", "delta": "1e-9"],
    "period": ["from": "2000-01-01", "until": "2999-12-31"],
    "purposes": ["DUO:0000042"], "prohibitions": ["to sell the rows"], "duties": ["to say thanks"],
    "checking": "by marginalia verify", "criteria": [],
  ]

  static let tableDigest = [UInt8](repeating: 0xAB, count: 32)

  static func facts(agreement: Agreement? = nil, schema: Schema = Example.schema) throws
    -> ReleaseFacts
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = Ed25519.PrivateKey(seed: [UInt8](repeating: 3, count: 32))
    let measurements = Example.measurements(schema: schema)
    let claim = Example.claim(schema)
    try LedgerFile.create(
      at: folder.path + "/L",
      dataset: "harbour",
      cap: claim.cap,
      neighbours: .addRemoveOne,
      agreement: agreement,
      key: key,
      nonce: [UInt8](1...32)
    )
    var ledger = try LedgerFile(opening: folder.path + "/L", key: key)
    var charge = try ledger.reserve(
      claim.guarantee,
      purpose: [
        "neighbours": "add-remove-one", "unit": "row", "rowsPerUnit": 1, "use": "DUO:0000042",
      ],
      nonce: [UInt8](33...64)
    ).begin()
    _ = try charge.grant(claim.guarantee.cost)
    let commitment = try charge.commit(
      entries: try measurements.ledgerEntries,
      measurementsDigest: SHA256.digest(of: measurements.bytes)
    )
    return try ReleaseFacts(
      about: AboutExample.about,
      claim: claim,
      measurements: measurements,
      commitment: [UInt8](repeating: 1, count: 32),
      evidence: LedgerEvidence(commitment),
      implementation: Implementation(version: "0.1.0", program: nil)
    )
  }

  static func documents(agreement: Agreement? = nil) throws -> [String: String] {
    let documents = ReleaseDocuments(
      facts: try facts(agreement: agreement),
      schema: Example.schema,
      measurements: Example.measurements(),
      tableDigest: tableDigest
    )
    return Dictionary(
      uniqueKeysWithValues: documents.files.map {
        ($0.name, String(decoding: $0.bytes, as: UTF8.self))
      }
    )
  }
}
