import JSON
import Testing

struct JSONParserTests {
  func fault(_ text: String, limits: JSONLimits = .default) -> JSONError? {
    fault(Array(text.utf8), limits: limits)
  }

  func fault(_ bytes: [UInt8], limits: JSONLimits = .default) -> JSONError? {
    do {
      _ = try JSON(parsing: bytes, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test func `all kinds of values are read, whatever white space is around them`() throws {
    let text = " {\t\"a\" : [ 1 , -2.5e-3,\r\n true,false , null ] , \"b\":{ } ,\"\":[ ]}\n"
    let value = try JSON(parsing: Array(text.utf8))
    #expect(value["a"]?.array?.count == 5)
    #expect(value["a"]?.array?[1].double == -0.0025)
    #expect(value["b"] == .object([]))
    #expect(value[""] == .array([]))
    #expect(try JSON(parsing: Array("\"lone\"".utf8)) == "lone")
  }

  @Test(arguments: [
    ("", JSONFault.unexpectedEnd, 1, 1),
    ("  \n ", .unexpectedEnd, 2, 2),
    ("[1,", .unexpectedEnd, 1, 4),
    ("\"abc", .unexpectedEnd, 1, 5),
    ("{\"a\"", .unexpectedEnd, 1, 5),
    ("[1,]", .valueExpected, 1, 4),
    ("[1 2]", .commaOrBracketExpected, 1, 4),
    ("{\"a\":1,}", .keyExpected, 1, 8),
    ("{a:1}", .keyExpected, 1, 2),
    ("{\"a\" 1}", .colonExpected, 1, 6),
    ("{\"a\":1 \"b\":2}", .commaOrBraceExpected, 1, 8),
    ("{}x", .trailingText, 1, 3),
    ("1 2", .trailingText, 1, 3),
    ("nul", .unexpectedEnd, 1, 4),
    ("True", .valueExpected, 1, 1),
    ("trux", .valueExpected, 1, 4),
    ("NaN", .valueExpected, 1, 1),
    ("'a'", .valueExpected, 1, 1),
    ("[1] // note", .trailingText, 1, 5),
    ("\u{A0}1", .valueExpected, 1, 1),
    ("[\u{0}]", .valueExpected, 1, 2),
    ("{\n \"é\": 1,\n \"é\": 2}", .duplicateKey, 3, 2),
    ("[\"é\", \"日本\", x]", .valueExpected, 1, 13),
  ])
  func `a fault is named with its line and column`(
    text: String,
    expected: JSONFault,
    line: Int,
    column: Int
  ) {
    #expect(fault(text) == .malformed(expected, line: line, column: column))
  }

  @Test func `a key spelled by an escape is the same key`() {
    #expect(fault(#"{"a":1,"\u0061":2}"#) == .malformed(.duplicateKey, line: 1, column: 8))
  }

  @Test func `a key that occurs twice is found among many`() {
    let keys = (0..<100).map { "\"k\($0)\":0" }
    #expect(fault("{" + keys.joined(separator: ",") + "}") == nil)
    #expect(fault("{" + (keys + ["\"k0\":1"]).joined(separator: ",") + "}") != nil)
    #expect(fault("{" + (keys + ["\"k99\":1"]).joined(separator: ",") + "}") != nil)
  }

  @Test func `a byte order mark is refused`() {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("{}".utf8)
    #expect(fault(bytes) == .malformed(.byteOrderMark, line: 1, column: 1))
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xE2, 0x82],
    ] as [[UInt8]]
  )
  func `bytes that are no UTF-8 are refused where they start`(invalid: [UInt8]) {
    let bytes = Array("[\n\"a".utf8) + invalid + Array("\"]".utf8)
    #expect(fault(bytes) == .malformed(.invalidUTF8, line: 2, column: 3))
  }

  @Test func `depth is limited to the given number of levels`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(fault(nested(64)) == nil)
    #expect(fault(nested(65)) == .malformed(.tooDeep(limit: 64), line: 1, column: 65))
    #expect(fault(nested(100_000)) == .malformed(.tooDeep(limit: 64), line: 1, column: 65))
    #expect(fault("{\"a\":[]}", limits: JSONLimits(depth: 1)) != nil)
    #expect(fault("[{}]", limits: JSONLimits(depth: 2)) == nil)
  }

  @Test func `size is limited`() {
    #expect(fault("[1, 2]", limits: JSONLimits(bytes: 6)) == nil)
    #expect(fault("[1, 2]", limits: JSONLimits(bytes: 5)) == .tooLarge(bytes: 6, limit: 5))
  }

  @Test func `no prefix of a value is a value`() throws {
    let bytes = try Vectors.bytes("input/weird.json").dropLast(1)
    let whole = Array(bytes[...(bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0)])
    #expect(fault(whole) == nil)
    for length in whole.indices { #expect(fault(Array(whole[..<length])) != nil) }
  }

  @Test func `a message says where and what, and nothing of the text`() {
    let message = fault("{\"secret\" 1}").map(String.init(describing:)) ?? ""
    #expect(message == "line 1, column 11: a colon is expected after the key")
  }
}
