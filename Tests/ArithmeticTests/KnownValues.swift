import Foundation

/// The lines of one kind in a file of `Vectors`, each as its fields; the file says what they are.
func knownValues(_ kind: String, of file: String) throws -> [[String]] {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/\(file)")
  return try String(contentsOf: url, encoding: .utf8)
    .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    .filter { $0.first == kind }.map { Array($0.dropFirst()) }
}
