import Foundation
import GraphicalModels
import Marginals
import Parallel

/// `Fits BENCHMARK RELEASE...`: fits a model for each line on the standard input, `TABLE SETTINGS
/// THREADS`, and answers it with one line of JSON.
///
/// TABLE is `benchmark`, the noisy marginals of BENCHMARK, a JSON file, or the name of a RELEASE's
/// folder, for those of the release. SETTINGS is `standard`, `thorough`, or a number of the thorough
/// ones' restarts.
@main
enum Main {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count > 1 else { stop("usage: Fits BENCHMARK RELEASE...") }
    let benchmark = try Benchmark(contentsOf: URL(filePath: words[1]))
    var tables = [
      "benchmark": Fit(
        measurements: benchmark.answers,
        domain: benchmark.domain,
        total: benchmark.total * Benchmark.unit
      )
    ]
    for folder in words.dropFirst(2).map({ URL(filePath: $0) }) {
      tables[folder.lastPathComponent] = try Fit(release: folder)
    }
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3, let fit = tables[words[0]], let settings = settings(words[1]),
        let threads = Int(words[2]), threads > 0
      else { stop("not a table, settings and threads: \(line)") }
      Parallel.use(threads: threads)
      FileHandle.standardOutput.write(Data((fit.run(settings) + "\n").utf8))
    }
  }

  private static func settings(_ word: String) -> InferenceSettings? {
    switch word {
    case "standard": return .standard
    case "thorough": return .thorough
    default:
      guard let restarts = Int(word), restarts > 0 else { return nil }
      var settings = InferenceSettings.thorough
      settings.restarts = restarts
      return settings
    }
  }

  private static func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(2)
  }
}
