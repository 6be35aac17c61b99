import Marginals
import Tables

extension Kernel {
  /// All pairs of the generated table, as exact counts.
  static func counting(_ workbench: Workbench) -> Kernel {
    let table = EncodedTable(
      domain: Workbench.domain,
      columns: workbench.columns.map { $0.map(UInt32.init) }
    )
    let pairs = Workload.all(degree: 2, of: Workbench.domain).queries.map(\.clique)
    return Kernel(unit: "row and marginal") {
      let (counts, seconds) = Stopwatch.time { table.counts(over: pairs) }
      let checksum = counts.map { table in
        table.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
      }
      return Round(
        units: Workbench.rowCount * pairs.count,
        seconds: seconds,
        checksum: Double(checksum.reduce(0, +))
      )
    }
  }

  /// The least that counting can cost: one addition to a cell for each index at hand, where
  /// neither the cells nor their order are in the way.
  static func readModifyWrite(_ workbench: Workbench) -> Kernel {
    let cells = 4096
    let indices = (0..<Workbench.rowCount).map { UInt16($0 % cells) }
    return Kernel(unit: "row and marginal") {
      var counts = [UInt32](repeating: 0, count: cells)
      let passes = 20
      let (_, seconds) = Stopwatch.time {
        for _ in 0..<passes { increment(&counts, at: indices) }
      }
      return Round(
        units: passes * indices.count,
        seconds: seconds,
        checksum: Double(counts.reduce(0, +))
      )
    }
  }

  @inline(never)
  private static func increment(_ counts: inout [UInt32], at indices: [UInt16]) {
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      unsafe indices.withUnsafeBufferPointer { indices in
        for row in indices.indices { unsafe counts[Int(indices[row])] &+= 1 }
      }
    }
  }
}
