import Randomness

/// The way back from synthetic codes to the text of a table.
///
/// A bin comes back as a number drawn uniformly within it, in the column's own type and precision;
/// encoding that text gives the code again. The draws come from the public stream of the seed: the
/// column at position c takes substream c, of that substream b for its rows
/// `8192·b ..< 8192·(b + 1)`, in their order: for each row a number below the count of those in its
/// level's bin, which is 1 for levels that are no bins (``SamplingStream/draw(below:atMost:)``). So a
/// block's text depends on its own codes only, and blocks can be written in any order, by any number
/// of threads.
package struct RowDecoder: Sendable {
  /// The number of rows of a block.
  package static let blockSize = 8192

  private let columns: [LevelWriter]
  private let texts: CellTexts
  private let names: [String]
  private let stream: SamplingStream

  /// Prepares the texts of all levels.
  ///
  /// - Parameters:
  ///   - schema: What the codes mean.
  ///   - seed: 32 public bytes.
  /// - Complexity: O(levels of all columns).
  package init(schema: Schema, seed: [UInt8]) {
    let attributes = schema.attributes
    names = attributes.map(\.name)
    var texts = CellTexts()
    columns = attributes.enumerated().map { index, attribute in
      LevelWriter(
        attribute,
        isAlone: attributes.count == 1,
        end: UInt8(ascii: index + 1 == attributes.count ? "\n" : ","),
        texts: &texts
      )
    }
    self.texts = texts
    stream = SamplingStream(seed: seed, domain: "marginalia row values 1")
  }

  /// The record of the columns' names.
  package var header: [UInt8] { CSVText.record(names) }

  /// The whole table: header and rows, each ended by LF, quoted by RFC 4180 where need be.
  ///
  /// - Precondition: `columns` has an array of `rows` codes for each attribute of the schema's
  ///   domain, all within its levels.
  /// - Complexity: O(bytes written).
  package func csv(columns: [[UInt32]], rows: Int) -> [UInt8] {
    var bytes = header
    for block in 0..<Self.blockCount(rows: rows) {
      append(block: block, columns: columns, rows: rows, to: &bytes)
      // The blocks are about as long as each other.
      if block == 0 { bytes.reserveCapacity(bytes.count * (rows / Self.blockSize + 1) * 33 / 32) }
    }
    return bytes
  }

  /// The number of blocks that so many rows have.
  package static func blockCount(rows: Int) -> Int { (rows + blockSize - 1) / blockSize }

  /// The rows of one block, without the header.
  ///
  /// - Precondition: there is an array of `rows` codes for each attribute, all within its levels.
  package func text(ofBlock block: Int, columns: [[UInt32]], rows: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(block: block, columns: columns, rows: rows, to: &bytes)
    return bytes
  }

  private func append(
    block: Int,
    columns codes: [[UInt32]],
    rows: Int,
    to bytes: inout [UInt8]
  ) {
    precondition(codes.count == columns.count, "\(codes.count) arrays, \(columns.count) attributes")
    precondition(codes.allSatisfy { $0.count == rows }, "an array has not \(rows) codes")
    let range = block * Self.blockSize..<min(rows, (block + 1) * Self.blockSize)
    let draws = columns.indices.map { column in
      var stream = stream.substream(UInt64(column)).substream(UInt64(block))
      let codes = codes[column]
      return columns[column].draws(for: codes.span, rows: range, from: &stream)
    }
    let step = max(1, Self.cellsAtOnce / max(1, columns.count))
    var page = CellPage(rows: step, columns: columns.count)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: step) {
      let rows = start..<min(range.upperBound, start + step)
      for column in columns.indices {
        let (codes, draws) = (codes[column], draws[column])
        let drawn =
          draws.isEmpty
          ? 0..<0 : rows.lowerBound - range.lowerBound..<rows.upperBound - range.lowerBound
        columns[column].write(
          codes.span.extracting(rows),
          draws.span.extracting(drawn),
          column: column,
          on: &page
        )
      }
      page.append(rows: rows.count, of: texts, to: &bytes)
    }
  }

  /// The number of cells whose texts are prepared at once: they stay in the first-level cache.
  private static let cellsAtOnce = 1 << 12
}
