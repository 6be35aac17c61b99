import Cryptography
import Testing

struct DERReaderTests {
  /// The octets that the bytes hold as their only element; nil where they are refused.
  func octets(_ bytes: [UInt8]) -> [UInt8]? {
    var reader = DERReader(bytes)
    guard let octets = try? reader.octets(), (try? reader.end()) != nil else { return nil }
    return octets
  }

  func integer(_ bytes: [UInt8]) -> Int? {
    var reader = DERReader(bytes)
    return try? reader.integer(in: 0...Int.max)
  }

  @Test(arguments: [0, 1, 127, 128, 255, 256, 70_000])
  func `what is written is read`(count: Int) {
    let content = [UInt8](repeating: 9, count: count)
    #expect(octets(DER.octetString(content)) == content)
    #expect(integer(DER.integer(count)) == count)
  }

  @Test func `only the shortest definite length is a length`() {
    #expect(octets([0x04, 0x01, 7]) == [7])
    for bytes in [
      [0x04, 0x81, 0x01, 7], [0x04, 0x82, 0x00, 0x01, 7], [0x04, 0x80, 7, 0, 0],
      [0x24, 0x80, 0x04, 0x01, 7, 0, 0], [0x04, 0xFF, 7], [0x04, 0x85, 0, 0, 0, 0, 1, 7],
      [0x04, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 7], [0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 7],
    ] as [[UInt8]] {
      #expect(octets(bytes) == nil)
    }
  }

  @Test func `what is cut short, or goes on, is refused`() {
    let whole = DER.octetString([UInt8](repeating: 1, count: 300))
    for count in whole.indices { #expect(octets(Array(whole.prefix(count))) == nil) }
    #expect(octets(whole + [0]) == nil)
  }

  @Test func `another tag is refused`() {
    #expect(octets([0x24, 0x01, 7]) == nil)
    #expect(integer([0x04, 0x01, 7]) == nil)
  }

  @Test func `integers are not negative, not padded and not larger than a word`() {
    #expect(integer([0x02, 0x08, 0x7F, 255, 255, 255, 255, 255, 255, 255]) == Int.max)
    for bytes in [
      [0x02, 0x00], [0x02, 0x01, 0x80], [0x02, 0x02, 0x00, 0x7F], [0x02, 0x02, 0x00, 0x00],
      [0x02, 0x09, 0x00, 0x80, 0, 0, 0, 0, 0, 0, 0],
    ] as [[UInt8]] {
      #expect(integer(bytes) == nil)
    }
  }

  @Test func `an inner element can't reach beyond its outer one`() throws {
    var reader = DERReader([0x30, 0x03, 0x04, 0x02, 7, 8])
    var inside = try reader.inside(DER.Tag.sequence)
    #expect(throws: DERError.self) { try inside.octets() }
  }
}
