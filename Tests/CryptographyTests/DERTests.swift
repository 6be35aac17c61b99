import Cryptography
import Testing

struct DERTests {
  @Test func `lengths take the fewest bytes`() {
    for (count, header) in [
      (0, [0x04, 0x00]), (127, [0x04, 0x7F]), (128, [0x04, 0x81, 0x80]),
      (255, [0x04, 0x81, 0xFF]), (256, [0x04, 0x82, 0x01, 0x00]),
      (65_536, [0x04, 0x83, 0x01, 0x00, 0x00]),
    ] as [(Int, [UInt8])] {
      let content = [UInt8](repeating: 9, count: count)
      #expect(DER.octetString(content) == header + content)
    }
  }

  @Test func `integers take the fewest bytes and no sign`() {
    for (value, content) in [
      (0, [0x00]), (1, [0x01]), (127, [0x7F]), (128, [0x00, 0x80]), (256, [0x01, 0x00]),
      (600_000, [0x09, 0x27, 0xC0]),
    ] as [(Int, [UInt8])] {
      #expect(DER.integer(value) == [0x02, UInt8(content.count)] + content)
    }
    #expect(DER.integer([0, 0, 0xEB]) == [0x02, 0x02, 0x00, 0xEB])
  }

  @Test func `object identifiers are the published ones`() {
    // RFC 8018, A.4; NIST's arc of AES; RFC 8410, section 3.
    #expect(
      DER.identifier(1, 2, 840, 113_549, 1, 5, 13).hex == "06092a864886f70d01050d"
    )
    #expect(DER.identifier(2, 16, 840, 1, 101, 3, 4, 1, 42).hex == "060960864801650304012a")
    #expect(DER.identifier(1, 3, 101, 112).hex == "06032b6570")
    #expect(DER.identifier(1, 3, 0, 128).hex == "06042b008100")
  }
}
