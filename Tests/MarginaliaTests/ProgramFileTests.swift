import Cryptography
import Marginalia
import Testing

@Suite struct ProgramFileTests {
  @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1])
  func `a file of any size has its digest`(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 31) }
    try Files.write(bytes, to: folder.file("program"), overwrites: false)
    #expect(ProgramFile.digest(of: folder.file("program")) == SHA256.digest(of: bytes))
  }

  @Test func `a file that is not there has none`() throws {
    #expect(ProgramFile.digest(of: try TemporaryFolder().file("nothing")) == nil)
  }
}
