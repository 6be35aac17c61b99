import CommandLine
import Testing

@Suite struct ParserTests {
  private let parser = Parser([
    Command(
      ["bake"],
      "bake",
      examples: [],
      operands: [.init("FLOUR", "flour"), .init("SALT", isRequired: false, "salt")],
      options: [
        Option("oven", takes: .text("NAME"), isRequired: true, "which oven"),
        Option("minutes", takes: .count(1...90), "how long"),
        Option("shape", takes: .choice(["round", "long"]), "which shape"),
        Option("steam", "with steam"),
      ]
    ) { _, _ in Outcome(text: "", json: "") },
    Command(
      ["bread", "slice"],
      "slice",
      examples: [],
      operands: [.init("LOAF", "loaf"), .init("MORE", isRequired: false, isRepeated: true, "more")]
    ) { _, _ in Outcome(text: "", json: "") },
    Command(["bread", "cut"], "cut", examples: []) { _, _ in Outcome(text: "", json: "") },
    Command(["bread", "keep"], "keep", examples: []) { _, _ in Outcome(text: "", json: "") },
    Command(["version"], "version", examples: []) { _, _ in Outcome(text: "", json: "") },
  ])

  private func invocation(_ line: String) throws -> Invocation {
    let request = try parser.request(for: line.split(separator: " ").map(String.init))
    guard case .run(let invocation) = request else {
      Issue.record("\(line) asks for help")
      throw ParsingError.commandMissing(group: [])
    }
    return invocation
  }

  @Test func `the last operand may be repeated where the table says so`() throws {
    #expect(try invocation("bread slice rye").operands("MORE") == [])
    let several = try invocation("bread slice rye wheat --quiet spelt -- --oats")
    #expect(several.required("LOAF") == "rye")
    #expect(several.operands("MORE") == ["wheat", "spelt", "--oats"])
    #expect(several.command.operands.map(\.synopsis) == ["LOAF", "[MORE...]"])
    #expect(throws: ParsingError.missing(["LOAF"], command: "bread slice")) {
      try invocation("bread slice")
    }
  }

  private func help(_ line: String) throws -> [String]? {
    let request = try parser.request(for: line.split(separator: " ").map(String.init))
    guard case .help(let path) = request else { return nil }
    return path
  }

  @Test(arguments: [
    "bake rye sea --oven stone --minutes 40 --steam",
    "bake --steam --oven=stone rye --minutes=40 sea",
    "--steam bake rye --minutes 40 sea --oven stone",
    "bake --oven stone --minutes 40 --steam -- rye sea",
  ])
  func `options may stand anywhere and be written in two ways`(line: String) throws {
    let bake = try invocation(line)
    #expect(bake.command.name == "bake")
    #expect(bake.required("FLOUR") == "rye")
    #expect(bake.operand("SALT") == "sea")
    #expect(bake.required("oven") == "stone")
    #expect(bake.count("minutes") == 40)
    #expect(bake.has("steam"))
    #expect(!bake.has("json"))
    #expect(bake.text("shape") == nil)
  }

  @Test func `words after two dashes are operands, a lone dash too`() throws {
    let bake = try invocation("bake --oven stone -- --rye -s")
    #expect(bake.operand("FLOUR") == "--rye")
    #expect(bake.operand("SALT") == "-s")
    #expect(try invocation("bake - --oven stone").operand("FLOUR") == "-")
  }

  @Test func `a value may hold an equals sign and begin with a dash when attached`() throws {
    #expect(try invocation("bake rye --oven=a=b").text("oven") == "a=b")
    #expect(try invocation("bake rye --oven=-a").text("oven") == "-a")
  }

  @Test func `commands of two words are found`() throws {
    #expect(try invocation("bread keep --json").command.path == ["bread", "keep"])
  }

  @Test func `help is asked for in many ways and wins over what is missing`() throws {
    #expect(try help("bake --help") == ["bake"])
    #expect(try help("bake -h --nonsense") == ["bake"])
    #expect(try help("bread --help") == ["bread"])
    #expect(try help("bread cut -h") == ["bread", "cut"])
    #expect(try help("--help bake") == ["bake"])
    #expect(try help("--help") == [])
    #expect(try help("bake --oven a -- --help") == nil)
  }

  @Test func `the version is asked for by option too`() throws {
    #expect(try invocation("--version").command.name == "version")
    #expect(try invocation("--json --version").has("json"))
  }

  @Test(arguments: [
    ("", ParsingError.commandMissing(group: [])),
    ("bread", .commandMissing(group: ["bread"])),
    ("bread --json", .commandMissing(group: ["bread"])),
    ("baek", .unknownCommand("baek", suggestion: "bake")),
    ("xylophone", .unknownCommand("xylophone", suggestion: nil)),
    ("bread keap", .unknownCommand("bread keap", suggestion: "bread keep")),
    (
      "bake rye --ovn stone",
      .unknownOption("--ovn", command: "bake", suggestion: "--oven")
    ),
    ("bake rye -x", .unknownOption("-x", command: "bake", suggestion: nil)),
    ("bake rye --oven", .valueMissing(option: "oven")),
    ("bake rye --oven=", .valueMissing(option: "oven")),
    ("bake rye --oven --steam", .valueMissing(option: "oven")),
    ("bake rye --steam=yes --oven a", .valueUnexpected(option: "steam")),
    ("bake rye --oven a --oven b", .repeated(option: "oven")),
    ("bake rye --steam --steam", .repeated(option: "steam")),
    ("bake rye --oven a --minutes 0", .notACount(option: "minutes", bounds: 1...90)),
    ("bake rye --oven a --minutes 4x", .notACount(option: "minutes", bounds: 1...90)),
    (
      "bake rye --oven a --shape rond",
      .notAChoice(option: "shape", choices: ["round", "long"], suggestion: "round")
    ),
    ("bake", .missing(["FLOUR", "--oven"], command: "bake")),
    ("bake rye", .missing(["--oven"], command: "bake")),
    ("bake rye sea more --oven a", .operandUnexpected("more", command: "bake")),
  ])
  func `what can't be understood is refused with its reason`(
    line: String,
    error: ParsingError
  ) {
    #expect(throws: error) { try invocation(line) }
  }

  @Test func `every reason says what to do`() {
    let errors: [ParsingError] = [
      .unknownCommand("baek", suggestion: "bake"), .valueMissing(option: "oven"),
      .notACount(option: "minutes", bounds: 1...90), .missing(["--oven"], command: "bake"),
    ]
    #expect(
      errors.map(\.description) == [
        "there is no command 'baek' (did you mean 'bake'?); see 'marginalia help'",
        "--oven needs a value; one that begins with a dash is written --oven=VALUE",
        "--minutes needs a whole number from 1 to 90",
        "bake needs --oven; see 'marginalia help bake'",
      ]
    )
  }
}
