import Foundation
import Marginals
import Randomness
import Schemas
import Tables

extension Kernel {
  /// The sample file, from its bytes to codes.
  static func reading(_ workbench: Workbench) -> Kernel {
    Kernel(unit: "byte") {
      let (table, seconds) = Stopwatch.time {
        try? EncodedTable(csv: workbench.table.path, schema: workbench.schema)
      }
      return Round(
        units: bytes(of: workbench.table).count,
        seconds: seconds,
        checksum: Double(table?.rowCount ?? 0)
      )
    }
  }

  /// A look at every byte of the sample file: its lines are counted.
  static func scanning(_ workbench: Workbench) -> Kernel {
    let bytes = bytes(of: workbench.table)
    return Kernel(unit: "byte") {
      let (lines, seconds) = Stopwatch.time {
        bytes.reduce(0) { $0 &+ ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      }
      return Round(units: bytes.count, seconds: seconds, checksum: Double(lines))
    }
  }

  /// Codes of the sample's schema, each column as in the sample, to the text of a file, block by
  /// block; neither we nor the peer keep the text, whose fresh memory would cost as much again.
  ///
  /// The file is left for the peers, which write the same table.
  static func writing(_ workbench: Workbench) -> Kernel {
    let rows = 400_000
    var stream = SamplingStream(seed: Array(repeating: 2, count: 32), domain: "benchmarks")
    let sample = try? EncodedTable(csv: workbench.table.path, schema: workbench.schema)
    let columns = workbench.schema.domain.attributes.indices.map { attribute in
      let counts = sample?.counts(over: [attribute]) ?? []
      let levels = counts.enumerated().flatMap { repeatElement(UInt32($0), count: $1) }
      return (0..<rows).map { _ in levels[Int(stream.uniform(below: UInt64(levels.count)))] }
    }
    let decoder = RowDecoder(schema: workbench.schema, seed: Array(repeating: 3, count: 32))
    let whole = decoder.csv(columns: columns, rows: rows)
    try? Data(whole).write(to: workbench.folder.appending(path: "written.csv"))
    return Kernel(unit: "byte") {
      let (count, seconds) = Stopwatch.time {
        (0..<RowDecoder.blockCount(rows: rows)).reduce(decoder.header.count) { count, block in
          count + decoder.text(ofBlock: block, columns: columns, rows: rows).count
        }
      }
      return Round(units: count, seconds: seconds, checksum: Double(count))
    }
  }

  /// A copy of the sample file's bytes.
  static func copying(_ workbench: Workbench) -> Kernel {
    let bytes = bytes(of: workbench.table)
    return Kernel(unit: "byte") {
      let (copy, seconds) = Stopwatch.time { () -> [UInt8] in
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes)
        return copy
      }
      return Round(units: copy.count, seconds: seconds, checksum: Double(copy.count))
    }
  }

  private static func bytes(of file: URL) -> [UInt8] {
    (try? Data(contentsOf: file)).map(Array.init) ?? []
  }
}
