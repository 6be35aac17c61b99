import Randomness

/// The texts of one column's levels as a CSV file has them, and the draw within a bin.
struct LevelWriter: Sendable {
  /// The texts of all levels that have one text only, quoted where need be, one after the other.
  private let texts: [UInt8]

  /// Where each level's text starts in `texts`, and the end of the last.
  private let starts: [Int]

  /// The number of levels, from code 0 on, for which a number may have to be drawn.
  private let drawnLevels: Int

  private let scale: Scale
  private let bins: Bins?

  /// The numbers within bounds that would be read as missing, ascending: never drawn.
  private let missingUnits: [Int]

  /// Prepares the texts of a column, which may be the only one of its file (`isAlone`).
  init(_ column: Column, isAlone: Bool) {
    let ordered = column.kind.ordered
    let drawn = ordered.map { $0.bins.hasWideBins ? $0.bins.count : 0 } ?? 0
    var texts: [UInt8] = []
    var starts = [0]
    for code in 0..<column.levels {
      if code >= drawn {
        texts += CSVText.field(column.writtenText(of: code), isAlone: isAlone)
      }
      starts.append(texts.count)
    }
    self.texts = texts
    self.starts = starts
    drawnLevels = drawn
    scale = ordered?.scale ?? .integer
    bins = ordered?.bins
    missingUnits = ordered.map { Column.missingUnits($0.scale, $0.bins, column.missing) } ?? []
  }

  /// Whether some of the levels hold more than one number.
  var needsDraws: Bool { drawnLevels > 0 }

  /// For each code a number of its bin, drawn uniformly among those not read as missing; 0 for
  /// codes that have one text only.
  ///
  /// A bin of one number takes no word of the stream; what others take depends on the codes alone.
  func draws(for codes: ArraySlice<UInt32>, from stream: SamplingStream) -> [Int] {
    guard let bins else { return [] }
    var stream = stream
    return codes.map { code in
      guard code < drawnLevels else { return 0 }
      let units = bins.units(of: Int(code))
      guard !missingUnits.isEmpty else {
        return units.lowerBound + stream.draw(below: units.count)
      }
      let taken = missingUnits.filter(units.contains)
      var drawn = units.lowerBound + stream.draw(below: units.count - taken.count)
      // The numbers left are counted through: each one taken below moves the drawn one up.
      for number in taken where number <= drawn { drawn += 1 }
      return drawn
    }
  }

  /// Appends a level's text, or that of the number drawn for it.
  @inline(__always)
  func append(_ code: UInt32, drawn: Int, to bytes: inout [UInt8]) {
    if code < drawnLevels {
      scale.append(drawn, to: &bytes)
    } else {
      bytes.append(contentsOf: texts[starts[Int(code)]..<starts[Int(code) + 1]])
    }
  }
}

extension SamplingStream {
  /// A number drawn uniformly from `0..<bound`; a single number takes no word.
  fileprivate mutating func draw(below bound: Int) -> Int {
    bound == 1 ? 0 : Int(uniform(below: UInt64(bound)))
  }
}

extension Bins {
  /// Whether some bin holds more than one unit.
  var hasWideBins: Bool { cut != .width(1) && count <= maximum - minimum }
}

extension Column {
  /// The text of a level that has one text only.
  fileprivate func writtenText(of code: Int) -> String {
    code == missingCode ? missing[0] : label(of: code)
  }
}
