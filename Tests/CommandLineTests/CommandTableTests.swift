import CommandLine
import Testing

@Suite struct CommandTableTests {
  @Test func `every name stands once, and no command hides another`() {
    let paths = CommandTable.commands.map(\.path)
    #expect(Set(paths).count == paths.count)
    for path in paths {
      #expect(!paths.contains { $0 != path && $0.starts(with: path) })
    }
    for command in CommandTable.commands {
      let names = command.allOptions.map(\.name) + command.operands.map(\.name)
      #expect(Set(names).count == names.count, "\(command.name)")
      let required = command.operands.map(\.isRequired)
      #expect(required == required.sorted { $0 && !$1 }, "\(command.name)")
    }
  }

  @Test(arguments: CommandTable.commands.map(\.name))
  func `a command's examples call that very command`(name: String) throws {
    let command = try #require(CommandTable.commands.first { $0.name == name })
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      var words = example.call.split { " \\\n".contains($0) }.map(String.init)
      #expect(words.removeFirst() == "marginalia")
      guard
        case .run(let invocation) = try Parser(CommandTable.commands).request(for: words)
      else {
        Issue.record("\(example.call) only asks for help")
        continue
      }
      #expect(invocation.command.name == name)
    }
  }

  @Test(arguments: CommandTable.commands.map(\.name))
  func `a command's help begins with examples and names every option`(name: String) throws {
    let command = try #require(CommandTable.commands.first { $0.name == name })
    let help = Help(CommandTable.commands).text(of: command.path)
    let lines = help.split(separator: "\n")
    #expect(lines[0] == "marginalia \(name): \(command.summary)")
    #expect(lines[1] == "Examples")
    for option in command.allOptions { #expect(help.contains(option.synopsis)) }
    for operand in command.operands { #expect(help.contains(operand.name)) }
    let wide = lines.filter { $0.count > 100 && !$0.contains("  marginalia \(name)") }
    #expect(wide.isEmpty)
  }

  @Test func `the overview names every command`() {
    let help = Help(CommandTable.commands).text(of: [])
    for command in CommandTable.commands { #expect(help.contains("  \(command.name)  ")) }
  }
}
