import Foundation
import Schemas
import Tables
import Testing

@Suite struct TableErrorTests {
  private let people = schema(of: ["x", "y"], columns: ["age", "job"])

  @Test(arguments: [
    ("", [TableFinding(line: 1, rule: .noHeader)]),
    ("\n", [TableFinding(line: 1, rule: .noHeader)]),
    ("\u{feff}", [TableFinding(line: 1, rule: .noHeader)]),
    ("x,y\n1,2\n", [TableFinding(line: 1, rule: .headerIsNoHeader)]),
    (
      "age,jib,job\nx,y,x\n",
      [TableFinding(line: 1, byte: 5, column: "jib", rule: .unknownColumn)]
    ),
    ("age\nx\n", [TableFinding(line: 1, column: "job", rule: .missingColumn)]),
    (
      "age,job,age\n",
      [TableFinding(line: 1, byte: 9, column: "age", rule: .duplicateColumn)]
    ),
    (
      "age,job\nx,y\nx\nx,y,x\n",
      [
        TableFinding(line: 3, rule: .wrongFieldCount(found: 1, expected: 2)),
        TableFinding(line: 4, rule: .wrongFieldCount(found: 3, expected: 2)),
      ]
    ),
    (
      "age,job\n\"x\ny\",y,\n",
      [TableFinding(line: 2, rule: .wrongFieldCount(found: 3, expected: 2))]
    ),
    (
      "age,job\nx,\"y\nx,y\nx,y\n",
      [TableFinding(line: 2, byte: 3, column: "job", rule: .unclosedQuote)]
    ),
    (
      "age,job\n\"x\n\",\"y",
      [TableFinding(line: 3, byte: 3, column: "job", rule: .unclosedQuote)]
    ),
    (
      "age,job\n\"x\"x,y\nx,\"a\nb\" \r\n",
      [
        TableFinding(line: 2, byte: 4, column: "age", rule: .textAfterQuote),
        TableFinding(line: 4, byte: 3, column: "job", rule: .textAfterQuote),
      ]
    ),
    ("\"age\"x,job\n", [TableFinding(line: 1, byte: 6, rule: .textAfterQuote)]),
    ("\"age", [TableFinding(line: 1, byte: 1, rule: .unclosedQuote)]),
  ])
  func `malformed files are located`(text: String, expected: [TableFinding]) {
    #expect(findings(text, people) == expected)
    for finding in expected {
      #expect("\(finding)".contains("\(finding.line)") && "\(finding)".count > 20)
    }
  }

  @Test func `invalid UTF-8 is located, and other findings are reported beside it`() {
    let bytes =
      Array("age,job\nx,\"\n".utf8) + [0xC3] + Array("\"\nx\nä,".utf8) + [0xF4, 0x90, 0x80, 0x80]
      + Array("\n".utf8)
    guard case .failure(.malformed(_, let findings, _)) = read(bytes, people) else {
      return #expect(Bool(false))
    }
    #expect(
      findings == [
        TableFinding(line: 3, byte: 1, rule: .invalidUTF8),
        TableFinding(line: 4, rule: .wrongFieldCount(found: 1, expected: 2)),
        TableFinding(line: 5, byte: 4, rule: .invalidUTF8),
      ]
    )
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3],
    ] as [[UInt8]]
  )
  func `sequences that are no UTF-8 are refused wherever they stand`(sequence: [UInt8]) {
    for padding in 0..<18 {
      let line = Array(repeating: UInt8(ascii: "z"), count: padding)
      let bytes = Array("age,job\n".utf8) + line + sequence + Array(",y\n".utf8)
      #expect(
        read(bytes, people).failure
          == .malformed(
            file: "people.csv",
            findings: [TableFinding(line: 2, byte: padding + 1, rule: .invalidUTF8)],
            isCut: false
          )
      )
    }
  }

  @Test func `a record of more than a mebibyte is refused, quoted or not`() {
    let long = String(repeating: "z", count: 10 << 20)
    let expected = [TableFinding(line: 3, rule: .recordTooLong)]
    #expect(findings("age,job\nx,y\nx,\(long)\n", people) == expected)
    #expect(findings("age,job\nx,y\nx,\"\(long)\"\n", people) == expected)
    #expect(findings("age,job\nx,y\nx,\"\(long)", people) == expected)
    let fitting = String(repeating: "z", count: (1 << 20) - 3)
    #expect(findings("age,job\nx,\(fitting)\nx,y\n", people) == [])
    #expect(
      findings("age,job\nx,\(fitting)z\nx\n", people) == [
        TableFinding(line: 2, rule: .recordTooLong),
        TableFinding(line: 3, rule: .wrongFieldCount(found: 1, expected: 2)),
      ]
    )
    let commas = String(repeating: ",", count: 1 << 19)
    #expect(findings(commas, people).map(\.rule) == [.tooManyFields])
  }

  @Test func `a mistake in every line is reported twenty times`() {
    let text = "age,job\n" + String(repeating: "x\n", count: 50)
    guard case .failure(let error) = read(text, people), case .malformed(_, let found, true) = error
    else { return #expect(Bool(false)) }
    #expect(found.count == 20 && found.last?.line == 21)
    #expect("\(error)".hasSuffix("people.csv: reading stopped here; mend these first"))
  }

  @Test func `no cell shows in any error, not even a row in the header's place`() {
    let canary = "CANARY"
    let bodies = [
      "age,job\n\(canary)\n", "age,job\n\"\(canary)\"\(canary),\(canary)\n",
      "age,job\n\(canary),\"\(canary)", "\(canary),\(canary)\n", "\(canary),\(canary)1,age\n",
      "age,\(canary)1,\(canary)2,\(canary)3\n\(canary),1,2,3\n",
      "age,job\n\(canary),\(String(repeating: canary, count: 1 << 18))\n",
    ]
    for body in bodies {
      let error = read(body, people).failure
      #expect(error != nil)
      #expect(!"\(String(describing: error))".contains(canary), "\(body.prefix(40))")
      #expect(!String(reflecting: error).contains(canary))
    }
    let invalid = Array("age,job\n\(canary),".utf8) + [0xFF]
    #expect(!"\(String(describing: read(invalid, people).failure))".contains(canary))
  }

  @Test func `a name in the header is cut and can't steer a terminal`() {
    let name = "\u{1b}[31m" + String(repeating: "n", count: 100)
    let error = read("age,job,\(name)\n", people).failure
    #expect(error.map { "\($0)" }?.contains("\\u{1b}[31mnnn") == true)
    #expect(error.map { "\($0)" }?.contains(String(repeating: "n", count: 61)) == false)
  }

  @Test func `files that can't be read say why`() throws {
    let folder = FileManager.default.temporaryDirectory.path
    for (path, code) in [
      (folder + "/no such file \(UInt64.random(in: 0...(.max)))", ENOENT), (folder, EISDIR),
    ] {
      #expect(throws: TableError.unreadable(file: path, code: code)) {
        try EncodedTable(csv: path, schema: people)
      }
    }
    #expect("\(TableError.unreadable(file: "f", code: ENOENT))".contains("No such file"))
  }
}

extension Result {
  /// The error, if this is one.
  var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
