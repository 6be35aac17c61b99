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
  private let cells: [JointColumns]
  private let emptyPage: CellPage
  private let names: [String]
  private let stream: SamplingStream

  /// Prepares the texts of all levels.
  ///
  /// - Parameters:
  ///   - schema: What the codes mean.
  ///   - seed: 32 public bytes.
  /// - Complexity: O(levels of all columns), and what ``JoiningColumns`` joins at most.
  package init(schema: Schema, seed: [UInt8]) {
    let attributes = schema.attributes
    names = attributes.map(\.name)
    var joining = JoiningColumns()
    columns = attributes.enumerated().map { index, attribute in
      var texts: [[UInt8]] = []
      let column = LevelWriter(
        attribute,
        isAlone: attributes.count == 1,
        end: UInt8(ascii: index + 1 == attributes.count ? "\n" : ","),
        texts: &texts
      )
      joining.add(texts, isComposing: column.isComposing)
      return column
    }
    let (cells, texts) = joining.joined()
    self.cells = cells
    emptyPage = CellPage(
      rows: min(Self.blockSize, max(1, Self.cellsAtOnce / max(1, cells.count))),
      columns: cells.count,
      composing: columns.count { $0.isComposing },
      texts: texts
    )
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
    var page = page
    for block in 0..<Self.blockCount(rows: rows) {
      let draws = draws(ofBlock: block, columns: columns, rows: rows)
      append(block: block, columns: columns, rows: rows, draws: draws, on: &page, to: &bytes)
      // The blocks are about as long as each other, and the last rows take room to write on.
      if block == 0, rows > Self.blockSize {
        let length = bytes.count * (rows / Self.blockSize + 1)
        bytes.reserveCapacity(length + length / 32 + page.cells.room)
      }
    }
    return bytes
  }

  /// The number of blocks that so many rows have.
  package static func blockCount(rows: Int) -> Int { (rows + blockSize - 1) / blockSize }

  /// The rows of a block.
  private static func rows(ofBlock block: Int, of rows: Int) -> Range<Int> {
    block * blockSize..<min(rows, (block + 1) * blockSize)
  }

  /// Which of its level's texts each cell of a block gets, column by column; nothing for columns
  /// whose levels have one text each.
  package struct Draws: Sendable {
    fileprivate let numbers: [[UInt64]]
  }

  /// Draws which of its level's texts each cell of a block gets.
  ///
  /// - Precondition: there is an array of `rows` codes for each attribute, all within its levels.
  package func draws(ofBlock block: Int, columns codes: [[UInt32]], rows: Int) -> Draws {
    precondition(codes.count == columns.count, "\(codes.count) arrays, \(columns.count) attributes")
    precondition(codes.allSatisfy { $0.count == rows }, "an array has not \(rows) codes")
    let range = Self.rows(ofBlock: block, of: rows)
    return Draws(
      numbers: columns.indices.map { column in
        guard columns[column].isDrawing else { return [] }
        var stream = stream.substream(UInt64(column)).substream(UInt64(block))
        let codes = codes[column]
        return columns[column].draws(for: codes.span.extracting(range), from: &stream)
      }
    )
  }

  /// Memory to write on, whose first use costs more than the next ones.
  package struct Page: Sendable {
    fileprivate var cells: CellPage
  }

  /// A page of its own for each thread that writes blocks.
  package var page: Page { Page(cells: emptyPage) }

  /// Appends the rows of one block, without the header.
  ///
  /// - Parameters:
  ///   - block: the block's number.
  ///   - codes: an array of `rows` codes for each attribute, all within its levels.
  ///   - rows: the number of rows of the whole table.
  ///   - draws: what was drawn for these codes.
  ///   - page: any page of this decoder.
  ///   - bytes: what the text is appended to.
  package func append(
    block: Int,
    columns codes: [[UInt32]],
    rows: Int,
    draws: Draws,
    on page: inout Page,
    to bytes: inout [UInt8]
  ) {
    precondition(codes.count == columns.count, "\(codes.count) arrays, \(columns.count) attributes")
    let range = Self.rows(ofBlock: block, of: rows)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: page.cells.rowLimit) {
      let rows = start..<min(range.upperBound, start + page.cells.rowLimit)
      let drawn = rows.lowerBound - range.lowerBound..<rows.upperBound - range.lowerBound
      var composing = 0
      for (place, joint) in cells.enumerated() {
        for (column, factor) in zip(joint.columns, joint.factors) {
          let (codes, numbers) = (codes[column], draws.numbers[column])
          let drawn = numbers.isEmpty ? 0..<0 : drawn
          if columns[column].isComposing {
            columns[column].compose(
              codes.span.extracting(rows),
              numbers.span.extracting(drawn),
              column: place,
              order: composing,
              base: joint.base,
              on: &page.cells
            )
            composing += 1
          } else {
            let isFirst = column == joint.columns.lowerBound
            columns[column].note(
              codes.span.extracting(rows),
              numbers.span.extracting(drawn),
              base: isFirst ? joint.base : 0,
              factor: factor,
              isMore: !isFirst,
              on: &page.cells
            )
            if column == joint.columns.upperBound - 1 {
              page.cells.settle(column: place, rows: rows.count)
            }
          }
        }
      }
      page.cells.append(rows: rows.count, to: &bytes)
    }
  }

  /// The number of cells whose texts are prepared at once: they stay in the second-level cache, and
  /// codes are read in long runs.
  private static let cellsAtOnce = 1 << 14
}
