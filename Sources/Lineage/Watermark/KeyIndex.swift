/// Rows' values as keys of 64 bits, and where each key stands among those of a table.
///
/// A table of open addressing, at most a quarter full: most look-ups of other tables' keys end at an
/// empty slot, which a hash table with a keyed hash takes ten times as long to find.
struct KeyIndex: Sendable {
  /// For each slot the key in it, where there is one.
  private var keys: [UInt64]

  /// For each slot the key's place; −1 for an empty slot.
  private var places: [Int32]

  /// How often each key occurs, by its place: places are given in the order of first occurrence.
  private(set) var multiplicities: [Int] = []

  /// For each place the first row that has the key.
  private(set) var firstRows: [Int] = []

  /// Indexes the keys of a table's rows.
  ///
  /// - Complexity: O(rows), unless many keys are alike in their lower bits.
  init(_ rows: [UInt64]) {
    var capacity = 4
    while capacity < 4 * rows.count { capacity *= 2 }
    keys = Array(repeating: 0, count: capacity)
    places = Array(repeating: -1, count: capacity)
    for (row, key) in rows.enumerated() {
      let slot = slot(of: key)
      if places[slot] < 0 {
        keys[slot] = key
        places[slot] = Int32(multiplicities.count)
        multiplicities.append(1)
        firstRows.append(row)
      } else {
        multiplicities[Int(places[slot])] += 1
      }
    }
  }

  /// How many of some rows have each of the keys, by place.
  func counts(among rows: [UInt64]) -> [Int] {
    var counts = Array(repeating: 0, count: multiplicities.count)
    let rows = rows.span
    for row in rows.indices {
      let place = places[slot(of: rows[row])]
      if place >= 0 { counts[Int(place)] &+= 1 }
    }
    return counts
  }

  /// The slot that holds a key, or would.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = places.count &- 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while places[slot] >= 0, keys[slot] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  /// A key for each row's values in some columns; of equal values equal keys.
  ///
  /// Two combinations share a key with a chance of some 2^−64 a pair, and then count as one.
  ///
  /// - Complexity: O(rows · columns).
  static func keys(_ columns: [[UInt32]], rows: Int) -> [UInt64] {
    var keys = Array(repeating: UInt64(0x9E37_79B9_7F4A_7C15), count: rows)
    var target = keys.mutableSpan
    for column in columns {
      let codes = column.span
      for row in target.indices {
        let mixed = (target[row] ^ UInt64(codes[row])) &* 0xFF51_AFD7_ED55_8CCD
        target[row] = mixed ^ (mixed &>> 32)
      }
    }
    return keys
  }
}
