import Foundation
import GraphicalModels
import Marginals
import Randomness
import Schemas

/// The public data that all kernels work on, and the files that hold them for the peers.
struct Workbench {
  /// The sizes of the attributes of the generated table.
  static let sizes = [10, 12, 14, 16, 18, 20, 24, 30, 36, 42, 50, 60, 74, 90, 100]

  /// The number of rows of the generated table.
  static let rowCount = 2_000_000

  /// How often the sample table stands in the file that is read.
  private static let copies = 8

  /// The generated attributes, named a0, a1, ….
  static let domain = Domain(
    sizes.enumerated().map { Attribute(name: "a\($0.offset)", size: $0.element) }
  )

  /// A chain of cliques: three neighbouring attributes each.
  static let chain = (0..<sizes.count - 2).map { Clique([$0, $0 + 1, $0 + 2]) }

  /// Where the files lie.
  let folder: URL

  /// The schema of the sample table.
  let schema: Schema

  /// The generated columns, skewed towards small codes.
  let columns: [[UInt8]]

  /// Parameters of the chain, between -2 and 2.
  let parameters: Parameters

  /// The file that is read: the sample table's rows, many times over.
  var table: URL { folder.appending(path: "table.csv") }

  /// Generates all data, and writes them for the peers.
  init(folder: URL, sample: URL, schema: URL) throws {
    self.folder = folder
    self.schema = try Schema(parsing: Array(Data(contentsOf: schema)), file: schema.path)
    var stream = SamplingStream(seed: Array(repeating: 0, count: 32), domain: "benchmarks")
    columns = Self.sizes.map { size in
      (0..<Self.rowCount).map { _ in
        let word = stream.next()
        let (first, second) = (word & 0xFFFF_FFFF, word >> 32)
        return UInt8(truncatingIfNeeded: (min(first, second) * UInt64(size)) >> 32)
      }
    }
    parameters = Parameters(
      Self.chain.map { clique in
        Parameters.Entry(
          clique: clique,
          values: (0..<Self.domain.cellCount(of: clique)).map { _ in
            Double(stream.next() >> 11) * 0x1p-51 - 2
          }
        )
      }
    )
    try write(sample: sample)
  }

  private func write(sample: URL) throws {
    for (index, column) in columns.enumerated() {
      try Data(column).write(to: folder.appending(path: "column-\(index).bytes"))
    }
    let words = parameters.entries.flatMap { $0.values.map(\.bitPattern.littleEndian) }
    let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
    try Data(bytes).write(to: folder.appending(path: "parameters.doubles"))
    let lines = try Data(contentsOf: sample).split(
      separator: UInt8(ascii: "\n"),
      maxSplits: 1
    )
    let header = lines[0] + [UInt8(ascii: "\n")]
    let rows = Array(repeating: lines[1], count: Self.copies).joined()
    try (header + rows).write(to: table)
  }
}
