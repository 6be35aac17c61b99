/// The rows in groups: those with the same codes in some columns are together.
struct RowGroups {
  /// For each row the number of its group: its codes' place in a row-major table of the columns.
  let numbers: [UInt32]

  /// For each group the number of its rows.
  let sizes: [UInt32]

  /// Groups `count` rows by some columns, whose levels are given beside them.
  ///
  /// - Precondition: every code is below its column's levels, whose product is below 2³².
  /// - Complexity: O(rows · columns + groups).
  init(count: Int, by columns: [[UInt32]], levels: [Int]) {
    var sizes = Array(repeating: UInt32(0), count: levels.reduce(1, *))
    guard var numbers = columns.first else {
      self.numbers = Array(repeating: 0, count: count)
      self.sizes = [UInt32(count)]
      return
    }
    for (column, levels) in zip(columns, levels).dropFirst() {
      Self.extend(&numbers, by: column, levels: UInt32(levels))
    }
    Self.count(numbers, into: &sizes)
    self.numbers = numbers
    self.sizes = sizes
  }

  /// Makes each row's number that of one more column: number · levels + code.
  private static func extend(_ numbers: inout [UInt32], by codes: [UInt32], levels: UInt32) {
    var numbers = numbers.mutableSpan
    let codes = codes.span
    precondition(numbers.count == codes.count, "columns of unequal lengths")
    for row in numbers.indices { numbers[row] = numbers[row] &* levels &+ codes[row] }
  }

  /// Adds to each group's size the rows in it.
  private static func count(_ numbers: [UInt32], into sizes: inout [UInt32]) {
    var sizes = sizes.mutableSpan
    let numbers = numbers.span
    for row in numbers.indices { sizes[Int(numbers[row])] &+= 1 }
  }
}
