import Foundation
import Parallel

/// `Kernels FOLDER TABLE SCHEMA`: times one round of a kernel for each name on the standard input,
/// and answers each with one line of JSON, until the input ends.
///
/// FOLDER takes what is generated for the peers; TABLE is a CSV file without quoted line breaks, and
/// SCHEMA its schema. One thread is used.
@main
enum Main {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 4 else {
      FileHandle.standardError.write(Data("usage: Kernels FOLDER TABLE SCHEMA\n".utf8))
      exit(2)
    }
    Parallel.use(threads: 1)
    let workbench = try Workbench(
      folder: URL(filePath: words[1]),
      sample: URL(filePath: words[2]),
      schema: URL(filePath: words[3])
    )
    var prepared: [String: Kernel] = [:]
    while let name = readLine() {
      guard let kernel = prepared[name] ?? Kernel.all[name]?(workbench) else {
        FileHandle.standardError.write(Data("there is no kernel \(name)\n".utf8))
        exit(2)
      }
      prepared[name] = kernel
      let round = kernel.run()
      let answer = """
        {"kernel": "\(name)", "unit": "\(kernel.unit)", "units": \(round.units), \
        "nanoseconds": \(round.nanoseconds), "checksum": \(round.checksum)}

        """
      FileHandle.standardOutput.write(Data(answer.utf8))
    }
  }
}
