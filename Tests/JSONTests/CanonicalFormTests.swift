import JSON
import Testing

struct CanonicalFormTests {
  @Test(arguments: ["arrays", "unicode", "values", "weird"])
  func `the published examples have their published bytes`(name: String) throws {
    let value = try JSON(parsing: Vectors.bytes("input/\(name).json"))
    #expect(try value.canonical == Vectors.bytes("output/\(name).json"))
    let hexadecimal = try Vectors.lines("outhex/\(name).txt").joined(separator: " ")
    #expect(
      value.canonical == hexadecimal.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    )
  }

  @Test func `keys are sorted by UTF-16 code units, not by scalars`() {
    // U+10000 is D800 DC00 in UTF-16, and so comes before U+FB33.
    let value: JSON = ["\u{FB33}": 1, "\u{10000}": 2, "b": 3, "a": 4, "ab": 5, "": 6]
    let text = String(decoding: value.canonical, as: UTF8.self)
    #expect(text == "{\"\":6,\"a\":4,\"ab\":5,\"b\":3,\"\u{10000}\":2,\"\u{FB33}\":1}")
  }

  @Test func `a number's literal does not show`() throws {
    let value = try JSON(parsing: Array("[1.0, 10e1, -0, 0.50, 9007199254740993]".utf8))
    #expect(String(decoding: value.canonical, as: UTF8.self) == "[1,100,0,0.5,9007199254740992]")
  }

  @Test func `every control character is escaped and nothing else`() throws {
    let all = String(decoding: 0...0x7F as ClosedRange<UInt8>, as: UTF8.self)
    let bytes = JSON.string(all).canonical
    #expect(bytes.allSatisfy { $0 >= 0x20 })
    #expect(try JSON(parsing: bytes) == .string(all))
    #expect(JSON.string("/\u{7F}<\u{2028}").canonical == Array("\"/\u{7F}<\u{2028}\"".utf8))
  }

  @Test func `the canonical form is its own canonical form`() throws {
    for name in ["arrays", "unicode", "values", "weird"] {
      let bytes = try Vectors.bytes("output/\(name).json")
      #expect(try JSON(parsing: bytes).canonical == bytes)
    }
  }
}
