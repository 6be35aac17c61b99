import Cryptography

/// A set of columns whose values, taken together, the key gives a number.
///
/// The sets follow from the number of columns alone, so that a detector knows them that has neither
/// release nor model. Whole rows are all but unique and carry most; smaller sets outlive the loss of
/// other columns and of single cells.
struct KeyedView: Sendable, Equatable {
  /// How many of the columns a view has: what is tested together.
  enum Size: Int, Sendable, CaseIterable {
    /// All.
    case whole
    /// Two thirds, rounded up.
    case large
    /// A half, rounded up.
    case medium
    /// A third, rounded up.
    case small

    /// How many views of this size there are at most.
    var count: Int {
      switch self {
      case .whole: 1
      case .large: 4
      case .medium: 16
      case .small: 16
      }
    }

    /// The number of columns of such a view.
    func columns(of count: Int) -> Int {
      switch self {
      case .whole: count
      case .large: (2 * count + 2) / 3
      case .medium: (count + 1) / 2
      case .small: (count + 2) / 3
      }
    }
  }

  /// How many columns it has.
  let size: Size

  /// Which view of its size it is.
  let number: Int

  /// The columns, by their places in the schema's domain, ascending.
  let columns: [Int]

  /// The views of a table, the largest first.
  ///
  /// A view's columns are those with the least SHA-256 over a tag, the size, the view's number and
  /// the column, each number in four bytes, the most significant first; a set that came before is
  /// left out.
  static func all(of count: Int) -> [KeyedView] {
    var views: [KeyedView] = []
    for size in Size.allCases {
      for number in 0..<size.count {
        let order = (0..<count).map { column in
          (rank: SHA256.digest(of: tag + [size.rawValue, number, column].flatMap(\.bytes)), column)
        }
        .sorted { $0.rank.lexicographicallyPrecedes($1.rank) }
        let columns = order.prefix(size.columns(of: count)).map(\.1).sorted()
        if !views.contains(where: { $0.columns == columns }) {
          views.append(KeyedView(size: size, number: number, columns: columns))
        }
      }
    }
    return views
  }

  private static let tag = [UInt8]("marginalia keyed view v1".utf8)

  /// The bytes that a row's number is keyed by: the size, the view's number, then the codes of the
  /// view's columns; each in four bytes, the most significant first.
  func message(row: Int, in columns: [[UInt32]]) -> [UInt8] {
    var message = size.rawValue.bytes + number.bytes
    for column in self.columns { message += Int(columns[column][row]).bytes }
    return message
  }
}

extension Int {
  /// The number in four bytes, the most significant first.
  fileprivate var bytes: [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) }
  }
}
