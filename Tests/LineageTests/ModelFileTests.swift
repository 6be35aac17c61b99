import Accounting
import Arithmetic
import Foundation
import GraphicalModels
import Lineage
import Marginals
import Schemas
import Testing

@Suite struct ModelFileTests {
  static let model = Model.fitted(
    to: Example.transcript().measurements + [
      Measurement(
        clique: [0, 2],
        values: (0..<24).map { 40 + $0 % 7 * 3 },
        noise: .discreteGaussian(variance: 50)
      )
    ],
    domain: Example.schema.domain,
    total: 1000,
    settings: .standard,
    startingFrom: nil
  )

  @Test func `A model reads back to the same parameters, bit for bit`() throws {
    let file = ModelFile(Self.model)
    let read = try ModelFile(parsing: file.bytes)
    #expect(read == file)
    for (left, right) in zip(read.parameters.entries, Self.model.parameters.entries) {
      #expect(left.values.map(\.bitPattern) == right.values.map(\.bitPattern))
    }
    #expect(read.bytes == file.bytes)
  }

  @Test func `A model that was read back expects the same counts`() throws {
    let read = try ModelFile(parsing: ModelFile(Self.model).bytes).model
    for clique: Clique in [[0], [0, 1], [1, 2], [0, 1, 2]] {
      let pairs = zip(read.expectedCounts(over: clique), Self.model.expectedCounts(over: clique))
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  @Test func `The file shows attributes, tree and separators by name`() {
    let text = String(decoding: ModelFile(Self.model).bytes, as: UTF8.self)
    #expect(text.contains(#""name": "tonnage""#))
    #expect(text.contains("\"separator\": [\n        \"port\"\n      ]"))
  }

  @Test func `The file says how far the loss may lie above the least`() throws {
    let fit = try #require(ModelFile(parsing: ModelFile(Self.model).bytes).fit)
    #expect(fit.loss == Self.model.loss && fit.dualityGap == Self.model.dualityGap)
    #expect(fit.bound >= 0 && fit.bound <= fit.loss)
    let unfitted = try ModelFile(parsing: ModelFile(ModelFile(Self.model).model).bytes)
    #expect(unfitted.fit == nil)
  }

  @Test(arguments: [
    ("\"loss\": ", "\"loss\": -"), ("\"dualityGap\": ", "\"dualityGap\": 9"),
    ("\"bound\": ", "\"bound\": 9"), ("\"bound\": ", "\"bond\": "),
    ("\"fit\": {", "\"fit\": {\n    \"a\": 1,"),
  ])
  func `A fit that can't be is refused`(old: String, new: String) throws {
    let text = String(decoding: ModelFile(Self.model).bytes, as: UTF8.self)
    let changed = text.replacingOccurrences(of: old, with: new)
    #expect(changed != text)
    #expect(throws: LineageError.self) { try ModelFile(parsing: [UInt8](changed.utf8)) }
  }

  @Test func `Awkward numbers survive`() throws {
    let values = [0.1, -1e-300, .leastNonzeroMagnitude, 123.456789012345678]
    let model = Model(
      domain: Domain([Attribute(name: "a", size: 4)]),
      total: 1.0 / 3,
      parameters: Parameters([Parameters.Entry(clique: [0], values: values)])
    )
    let read = try ModelFile(parsing: ModelFile(model).bytes)
    #expect(read.parameters.entries[0].values == values)
    #expect(read.total == 1.0 / 3)
  }

  @Test(arguments: [
    ("model/2", "model/1"), (#""port""#, #""harbour""#), (#""parent": null"#, #""parent": 0"#),
    (#""total": 1000"#, #""total": -1"#), (#""total": 1000"#, #""total": 1e3"#),
  ])
  func `A changed file is refused`(old: String, new: String) throws {
    let text = String(decoding: ModelFile(Self.model).bytes, as: UTF8.self)
    let range = try #require(text.range(of: old))
    let changed = text.replacingCharacters(in: range, with: new)
    #expect(throws: LineageError.self) { try ModelFile(parsing: [UInt8](changed.utf8)) }
  }
}
