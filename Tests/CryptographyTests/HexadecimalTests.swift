import Cryptography
import Testing

struct HexadecimalTests {
  @Test func `every byte is written and read back`() {
    let bytes = (0...255).map(UInt8.init)
    #expect(bytes.hex.hasPrefix("000102") && bytes.hex.hasSuffix("fdfeff"))
    #expect([UInt8](hex: bytes.hex) == bytes)
    #expect([UInt8](hex: bytes.hex.uppercased()) == bytes)
    #expect([UInt8](hex: "") == [])
  }

  @Test(arguments: [
    "0", "abc", "0g", "g0", "0x00", " 00", "00 ", "０0", "-1", "+1", "/0", ":0", "@0", "`0",
  ])
  func `what is no pair of digits is refused`(text: String) {
    #expect([UInt8](hex: text) == nil)
  }
}
