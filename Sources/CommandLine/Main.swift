import Foundation
import Marginalia

/// The program: words to a request, the request to an outcome, the outcome to an exit code.
@main
enum Program {
  static func main() {
    keepCrashesSilent()
    // What can't be written is an error in words, not the end of the program.
    for refusal in [SIGPIPE, SIGXFSZ] { signal(refusal, SIG_IGN) }
    let words = Array(CommandLine.arguments.dropFirst())
    let console = Console(for: words, environment: ProcessInfo.processInfo.environment)
    Interruption.watch(console)
    exit(run(words, console).rawValue)
  }

  private static func run(_ words: [String], _ console: Console) -> ExitCode {
    do throws(MarginaliaError) {
      try console.tell(try outcome(of: words, console))
      return .done
    } catch {
      console.tell(error)
      return ExitCode(error)
    }
  }

  private static func outcome(
    of words: [String],
    _ console: Console
  ) throws(MarginaliaError) -> Outcome {
    let request: Parser.Request
    do throws(ParsingError) {
      request = try Parser(CommandTable.commands).request(for: words)
    } catch {
      throw .usage(error.description)
    }
    switch request {
    case .help(let path):
      return HelpCommand.outcome(path)
    case .run(let invocation):
      Threads.use(invocation.count("threads") ?? 0)
      return try invocation.command.run(invocation, console)
    }
  }

  /// Private rows are in memory: no crash may write them to disk, nor the Swift runtime's report
  /// of it, which shows what the registers point to, to stderr.
  private static func keepCrashesSilent() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    for crash in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] {
      signal(crash, SIG_DFL)
    }
  }
}
