import Foundation
import Marginals
import Randomness
import Schemas
import Tables

extension Kernel {
  /// The sample file, from its bytes to codes.
  static func reading(_ workbench: Workbench) -> Kernel {
    let bytes = bytes(of: workbench.table).count
    return Kernel(unit: "byte") {
      let (table, seconds) = Stopwatch.time {
        try? EncodedTable(csv: workbench.table.path, schema: workbench.schema)
      }
      return Round(
        units: bytes,
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

  /// Codes of the sample's schema, each column as in the sample, and numbers that were drawn within
  /// bins before, to the text of a file: the work of the peer, whose table has its numbers too.
  static func writing(_ workbench: Workbench) -> Kernel {
    let rows = SampleRows(workbench)
    let draws = rows.blocks.map(rows.draws)
    return Kernel(unit: "byte") { rows.round { draws[$0] } }
  }

  /// The same from the codes on: the numbers of five columns are drawn first, by 1.2 words of the
  /// public stream a row, for which the peer has no counterpart.
  static func drawingAndWriting(_ workbench: Workbench) -> Kernel {
    let rows = SampleRows(workbench)
    return Kernel(unit: "byte") { rows.round(rows.draws) }
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

/// Codes of the sample's schema, each column as in the sample, to be written block by block.
///
/// Neither we nor the peer keep the text, whose fresh memory would cost as much again.
private struct SampleRows {
  private let count = 400_000
  private let columns: [[UInt32]]
  private let decoder: RowDecoder

  /// Draws the codes, and leaves their file for the peers, which write the same table.
  init(_ workbench: Workbench) {
    let (rows, schema) = (count, workbench.schema)
    var stream = SamplingStream(seed: Array(repeating: 2, count: 32), domain: "benchmarks")
    let sample = try? EncodedTable(csv: workbench.table.path, schema: schema)
    columns = schema.domain.attributes.indices.map { attribute in
      let counts = sample?.counts(over: [attribute]) ?? []
      let levels = counts.enumerated().flatMap { repeatElement(UInt32($0), count: $1) }
      return (0..<rows).map { _ in levels[Int(stream.uniform(below: UInt64(levels.count)))] }
    }
    decoder = RowDecoder(schema: schema, seed: Array(repeating: 3, count: 32))
    let whole = decoder.csv(columns: columns, rows: rows)
    try? Data(whole).write(to: workbench.folder.appending(path: "written.csv"))
  }

  /// The blocks' numbers.
  var blocks: Range<Int> { 0..<RowDecoder.blockCount(rows: count) }

  /// What is drawn for a block.
  func draws(ofBlock block: Int) -> RowDecoder.Draws {
    decoder.draws(ofBlock: block, columns: columns, rows: count)
  }

  /// Writes all blocks, one over the other, with what `draws` gives for each.
  func round(_ draws: (Int) -> RowDecoder.Draws) -> Kernel.Round {
    var text: [UInt8] = []
    var page = decoder.page
    let (bytes, seconds) = Stopwatch.time {
      blocks.reduce(decoder.header.count) { bytes, block in
        text.removeAll(keepingCapacity: true)
        let draws = draws(block)
        decoder.append(
          block: block,
          columns: columns,
          rows: count,
          draws: draws,
          on: &page,
          to: &text
        )
        return bytes + text.count
      }
    }
    return Kernel.Round(units: bytes, seconds: seconds, checksum: Double(bytes))
  }
}
