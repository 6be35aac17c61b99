import Cryptography
import Foundation
import Lineage
import Testing

/// The recipe run by the system's own shell and openssl, which know nothing of this program.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct VerificationRecipeTests {
  let folder: TemporaryFolder
  let example: Example

  init() throws {
    folder = try TemporaryFolder()
    example = try Example(in: folder)
    _ = try example.verified(in: folder)
    try folder.write(
      [UInt8](PEM.text(of: Example.key.publicKey).utf8),
      to: "release/release.pub.pem"
    )
  }

  /// What the recipe prints in the release's folder.
  func run(key: String = "release.pub.pem") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let recipe = VerificationRecipe.text
      .replacingOccurrences(of: "KEY=release.pub.pem", with: "KEY=\(key)")
    process.arguments = ["-c", recipe]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path + "/release")
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  @Test func `openssl accepts the signature, and every file is the signed one`() throws {
    let text = try run()
    #expect(text.contains("Signature Verified Successfully"), "\(text)")
    for file in ReleaseFile.required { #expect(text.contains("\(file): OK"), "\(text)") }
  }

  @Test func `The shell rebuilds the signed bytes exactly`() throws {
    _ = try run()
    let rebuilt = try Data(
      contentsOf: URL(fileURLWithPath: folder.path + "/release/pae.bin")
    )
    #expect([UInt8](rebuilt) == Envelope.signedMessage(for: example.manifest.payload))
  }

  @Test func `Another key and a changed file are refused`() throws {
    try folder.write(
      [UInt8](PEM.text(of: Example.otherKey.publicKey).utf8),
      to: "release/other.pub.pem"
    )
    #expect(try run(key: "other.pub.pem").contains("Signature Verification Failure"))
    var table = try #require(example.files[ReleaseFile.table])
    table[table.count / 2] ^= 1
    try folder.write(table, to: "release/synthetic.csv")
    let text = try run()
    #expect(text.contains("synthetic.csv: FAILED") && text.contains("schema.json: OK"), "\(text)")
  }
}
