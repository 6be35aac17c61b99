/// The bins of an ordered column, found by a table of stretches of units.
///
/// A stretch is a power of two of units, as many as leave few stretches, so that the table stays in
/// the first-level cache; from the bin of a stretch's first unit it is a step or none to a unit's.
struct BinTable: Sendable {
  private let bins: Bins

  /// The logarithm of the units of a stretch.
  private let shift: Int

  /// The bin of each stretch's first unit; empty where a stretch spans too many bins.
  private let first: [UInt32]

  /// The least unit of each bin, and behind the last one a unit beyond all.
  private let starts: [Int]

  /// The most stretches: 16 KiB of bins.
  private static let mostStretches = 1 << 12

  /// The most steps to a unit's bin.
  private static let mostSteps = 4

  /// Prepares for the bins of a column.
  ///
  /// - Complexity: O(bins).
  init(_ bins: Bins) {
    let last = bins.maximum - bins.minimum
    var shift = 0
    while last >> shift >= Self.mostStretches { shift += 1 }
    let first = (0...(last >> shift)).map { bins.index(of: bins.minimum + $0 << shift) }
    let isFew = zip(first, first.dropFirst() + [bins.count - 1]).allSatisfy {
      $1 - $0 <= Self.mostSteps
    }
    self.bins = bins
    self.shift = shift
    self.first = isFew ? first.map(UInt32.init) : []
    starts = isFew ? (0..<bins.count).map { bins.units(of: $0).lowerBound } + [.max] : []
  }

  /// The bin of a number of units.
  ///
  /// - Precondition: the units are within the bounds; checked.
  @inline(__always)
  func index(of units: Int) -> UInt32 {
    guard !first.isEmpty else { return UInt32(truncatingIfNeeded: bins.index(of: units)) }
    let (first, starts) = (first.span, starts.span)
    var bin = first[(units &- bins.minimum) &>> shift]
    while starts[Int(bin) &+ 1] <= units { bin &+= 1 }
    return bin
  }
}
