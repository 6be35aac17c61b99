import Foundation
import Marginalia
import Testing

@Suite struct FilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `what is written is read`() throws {
    let bytes = (0...255).map { UInt8($0) }
    try Files.write(bytes, to: folder.file("a"), overwrites: false)
    #expect(try Files.read(folder.file("a")) == bytes)
    let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try Files.write(long, to: folder.file("b"), permissions: 0o600, overwrites: false)
    #expect(try Files.read(folder.file("b")) == long)
    #expect(try folder.permissions(of: "b") == 0o600)
    #expect(try folder.names() == ["a", "b"])
  }

  @Test func `nothing is overwritten without a word`() throws {
    try Files.write([1], to: folder.file("a"), overwrites: false)
    #expect(throws: MarginaliaError.usage("\(folder.file("a")) exists; --force replaces it")) {
      try Files.write([2], to: folder.file("a"), overwrites: false)
    }
    #expect(try Files.read(folder.file("a")) == [1])
    try Files.write([2], to: folder.file("a"), overwrites: true)
    #expect(try Files.read(folder.file("a")) == [2])
  }

  @Test func `a created file has its permissions and replaces nothing, not even a dead link`()
    throws
  {
    try Files.create([1, 2, 3], at: folder.file("key"), permissions: 0o600)
    #expect(try folder.permissions(of: "key") == 0o600)
    #expect(try Files.read(folder.file("key")) == [1, 2, 3])
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"),
      withDestinationPath: folder.file("nowhere")
    )
    for name in ["key", "link"] {
      #expect(
        throws: MarginaliaError.usage(
          "\(folder.file(name)) exists, and is not replaced"
        )
      ) {
        try Files.create([], at: folder.file(name), permissions: 0o600)
      }
    }
    #expect(try folder.names() == ["key", "link"])
  }

  @Test func `a file that can't be read says why`() throws {
    #expect(
      throws: MarginaliaError.failure(
        "can't read \(folder.file("none")): No such file or directory"
      )
    ) {
      try Files.read(folder.file("none"))
    }
    #expect(throws: MarginaliaError.failure("can't read \(folder.path): Is a directory")) {
      try Files.read(folder.path)
    }
  }

  @Test func `folders that are missing are made for their owner alone`() throws {
    try Files.makePrivateFolders(to: folder.file("a/b/key"))
    #expect(try folder.permissions(of: "a") == 0o700)
    #expect(try folder.permissions(of: "a/b") == 0o700)
    #expect(!Files.exists(folder.file("a/b/key")))
  }
}
