/// The codes of one attribute, one a row, in the fewest bytes that hold its levels.
enum CodeColumn: Sendable {
  /// Up to 256 levels.
  case bytes([UInt8])
  /// Up to 65,536 levels.
  case shorts([UInt16])
  /// More levels.
  case words([UInt32])

  /// An empty column for codes below `size`.
  init(size: Int) {
    if size <= 1 << 8 {
      self = .bytes([])
    } else if size <= 1 << 16 {
      self = .shorts([])
    } else {
      self = .words([])
    }
  }

  /// Appends codes.
  ///
  /// - Precondition: all are below `size`, which the column was made for; checked, as counting
  ///   relies on it without looking again.
  mutating func append(_ codes: Span<UInt32>, below size: Int) {
    var largest: UInt32 = 0
    for index in codes.indices { largest = max(largest, codes[index]) }
    precondition(codes.isEmpty || Int(largest) < size, "a code beyond its attribute's levels")
    switch self {
    case .bytes(var column):
      self = .bytes([])
      Self.append(codes, to: &column)
      self = .bytes(column)
    case .shorts(var column):
      self = .shorts([])
      Self.append(codes, to: &column)
      self = .shorts(column)
    case .words(var column):
      self = .words([])
      Self.append(codes, to: &column)
      self = .words(column)
    }
  }

  private static func append<Code: FixedWidthInteger>(
    _ codes: Span<UInt32>,
    to column: inout [Code]
  ) {
    let start = column.count
    column.append(contentsOf: repeatElement(0, count: codes.count))
    var target = column.mutableSpan
    for index in codes.indices {
      target[start &+ index] = Code(truncatingIfNeeded: codes[index])
    }
  }
}
