import Foundation
import Ledger
import Lineage
import Schemas
import Testing

/// Holds the article on formats against what the program reads and writes.
@Suite struct FormatsTests {
  /// The second column of the article's table.
  private func forms() throws -> [String] {
    let article = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Marginalia/Marginalia.docc/Formats.md"
    )
    return try String(contentsOf: article, encoding: .utf8).split(separator: "\n").compactMap {
      let cells = $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[1].hasPrefix("`") else { return nil }
      return cells[1].replacing("`", with: "")
    }
  }

  @Test func `the table of formats has each form that is read, and no other`() throws {
    let read = [
      Schema.format, About.format, Agreement.format, Trust.format, MeasurementsFile.format,
      ModelFile.format, "\"v\":\(LedgerRecord.version)", Witness.format, Manifest.predicateType,
      SignedAgreement.predicateType, KeyRotation.predicateType, Revocation.predicateType,
    ]
    #expect(try forms() == read)
  }
}
