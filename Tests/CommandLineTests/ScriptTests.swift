import Foundation
import Testing

/// Runs `Scripts/*.txt` over the built program.
@Suite struct ScriptTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static let scripts: [String] = {
    let folder = tests.appendingPathComponent("Scripts").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    #if DEBUG
    // Those that compute for long wait for a release build.
    return names.filter { $0.hasSuffix(".txt") && !$0.hasSuffix(".release.txt") }.sorted()
    #else
    return names.filter { $0.hasSuffix(".txt") }.sorted()
    #endif
  }()

  @Test func `there are scripts to run`() {
    #expect(ScriptTests.scripts.count >= 4)
  }

  @Test(arguments: ScriptTests.scripts)
  func `a script goes as it is written`(name: String) throws {
    let file = ScriptTests.tests.appendingPathComponent("Scripts/\(name)")
    let script = try Script(String(contentsOf: file, encoding: .utf8))
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("marginalia-script-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in script.files {
      let path = folder.appendingPathComponent(file.name)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try file.content.write(to: path, atomically: true, encoding: .utf8)
    }
    for step in script.steps {
      let result = try run(step.command, in: folder)
      let place: Comment = """
        \(name):\(step.line): \(step.command)
        stdout: \(result.stdout)
        stderr: \(result.stderr)
        """
      #expect(result.exitCode == step.exitCode, place)
      for text in step.stdout { #expect(result.stdout.contains(text), place) }
      for text in step.stderr { #expect(result.stderr.contains(text), place) }
      for text in step.absent {
        #expect(!result.stdout.contains(text) && !result.stderr.contains(text), place)
      }
    }
  }

  @Test func `a line that means nothing is refused`() {
    #expect(throws: Script.UnknownLine(number: 2)) { try Script("$ true\n? what\n") }
    #expect(throws: Script.UnknownLine(number: 1)) { try Script("> before any command\n") }
  }

  private func run(
    _ command: String,
    in folder: URL
  ) throws -> (exitCode: Int32, stdout: String, stderr: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    let environment = ProcessInfo.processInfo.environment
    process.environment = [
      "PATH": try programFolder().path + ":" + (environment["PATH"] ?? "/usr/bin:/bin"),
      "SAMPLE": ScriptTests.tests.appendingPathComponent("../../benchmarks/data/adult").path,
    ]
    let output = try [".stdout", ".stderr"].map { name in
      let path = folder.path + "/" + name
      try Data().write(to: URL(fileURLWithPath: path))
      return try #require(FileHandle(forWritingAtPath: path))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output[0]
    process.standardError = output[1]
    try process.run()
    process.waitUntilExit()
    let texts = try [".stdout", ".stderr"].map { name in
      String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }
    return (process.terminationStatus, texts[0], texts[1])
  }

  /// The folder of the built program: the one that holds the tests, or one above it.
  private func programFolder() throws -> URL {
    var folder = URL(fileURLWithPath: Swift.CommandLine.arguments[0]).standardizedFileURL
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let program = folder.appendingPathComponent("marginalia").path
      if FileManager.default.isExecutableFile(atPath: program) { return folder }
    }
    return try #require(nil, "the program is not built beside its tests")
  }
}
