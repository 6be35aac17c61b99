import JSON
import Testing

struct JSONParserStringTests {
  func read(_ literal: String) throws -> String? { try JSON(parsing: Array(literal.utf8)).string }

  @Test func `escapes stand for their characters`() throws {
    #expect(try read(#""a\"\\\/\b\f\n\r\tz""#) == "a\"\\/\u{8}\u{C}\n\r\tz")
    #expect(try read(#""\u0000\u00e9\u20AC\uD834\uDD1E""#) == "\u{0}\u{E9}\u{20AC}\u{1D11E}")
    #expect(try read("\"plain, é, 𝄞\"") == "plain, é, 𝄞")
  }

  @Test(arguments: [
    (#""\uD834""#, JSONFault.loneSurrogate, 2), (#""\uDD1E""#, .loneSurrogate, 2),
    (#""a\uD834\uD834""#, .loneSurrogate, 3), (#""\uD834\n""#, .loneSurrogate, 2),
    (#""\uD834x""#, .loneSurrogate, 2), (#""\uDD1E\uD834""#, .loneSurrogate, 2),
    (#""\x41""#, .invalidEscape, 3), (#""\u12G4""#, .invalidEscape, 6),
    (#""\U0041""#, .invalidEscape, 3),
    (#""\u+041""#, .invalidEscape, 4), ("\"a\nb\"", .controlCharacter, 3),
    ("\"\t\"", .controlCharacter, 2), ("\"\u{0}\"", .controlCharacter, 2),
    (#""\u00"#, .unexpectedEnd, 6),
  ])
  func `a malformed string is refused where it is malformed`(
    literal: String,
    fault: JSONFault,
    column: Int
  ) {
    #expect(throws: JSONError.malformed(fault, line: 1, column: column)) { try read(literal) }
  }

  @Test func `every scalar survives escaping by number and reading`() throws {
    for value in stride(from: UInt32(0), to: 0x11_0000, by: 97) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let escapes = String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
      #expect(try read("\"\(escapes.joined())\"") == String(scalar))
    }
  }
}
