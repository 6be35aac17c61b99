import Foundation
import Marginalia
import Testing

@Suite struct DemoTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a folder without the sample is a mistake in the request`() throws {
    let error = #expect(throws: MarginaliaError.self) {
      try Demo(data: folder.path, output: folder.file("out")).run { _ in }
    }
    #expect(error?.kind == "usage")
    #expect(!Files.exists(folder.file("out")))
  }

  @Test(arguments: ["keys", "adult.ledger", "release"])
  func `an earlier demo is not overwritten`(name: String) throws {
    for name in ["adult.csv", "schema.json", "about.json"] {
      try Files.write([], to: folder.file(name), overwrites: false)
    }
    try FileManager.default.createDirectory(
      atPath: folder.file("out/\(name)"),
      withIntermediateDirectories: true
    )
    let error = #expect(throws: MarginaliaError.self) {
      try Demo(data: folder.path, output: folder.file("out")).run { _ in }
    }
    #expect(error?.kind == "usage")
    #expect(error?.message.contains(name) == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")) == [name])
  }
}
