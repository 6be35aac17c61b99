import Foundation
package import Marginals
import Strategies

/// How much memory a run may need at most, told before anything is read or charged.
///
/// It follows from what is public, schema, workload and model size, and from the size of the table's
/// file, which bounds the number of rows: a cell takes two bytes of a CSV file or more. Only the
/// curator sees a refusal, like errors of reading, before any charge; and it names no number of rows.
/// Factors as measured on tables of 10⁴ to 10⁷ rows (benchmarks/growth.py), and some more.
package struct MemoryEstimate: Equatable {
  /// The greatest number of bytes.
  package let bytes: Int

  /// The program itself, and small tables.
  private static let base = 32 << 20

  /// Bytes for a cell of the model: beliefs, potentials, messages.
  private static let perModelCell = 64

  /// Bytes for a cell of a candidate marginal: exact, expected and noisy counts.
  private static let perCandidateCell = 24

  /// Bytes for a cell of a synthetic table: four for its code, and its text, which grows by doubling.
  private static let perSyntheticCell = 8

  /// Estimates the memory of a run.
  ///
  /// - Parameters:
  ///   - domain: the columns' levels.
  ///   - workload: the marginals of the plan.
  ///   - cellLimit: the greatest number of cells of the model.
  ///   - fileSize: the table's bytes on disk.
  ///   - rows: the number of synthetic rows, nil for that of the private ones.
  package init(
    domain: Domain,
    workload: Workload,
    cellLimit: Int,
    fileSize: Int,
    rows: Int?
  ) {
    let columns = max(1, domain.count)
    let greatestRows = fileSize / (2 * columns)
    // An encoded cell takes one, two or four bytes, and an array that grows as much again.
    let widths = domain.attributes.map { $0.size <= 1 << 8 ? 2.0 : $0.size <= 1 << 16 ? 4 : 8 }
    let encoded = Double(greatestRows) * widths.reduce(0, +)
    let synthetic = Double(rows ?? greatestRows) * Double(columns * Self.perSyntheticCell)
    let marginalLimit = min(cellLimit, Plan.greatestMarginal)
    let candidates = workload.queries.reduce(0.0) { sum, query in
      sum + Double(domain.cellCount(of: query.clique, within: marginalLimit) ?? 0)
    }
    let model = min(Double(cellLimit), Self.greatestModel(of: domain))
    let all =
      Double(Self.base) + Double(Self.perModelCell) * model
      + Double(Self.perCandidateCell) * candidates + encoded + synthetic
    bytes = all < 0x1p62 ? Int(all) : 1 << 62
  }

  /// The most cells that any junction tree of a domain has.
  ///
  /// With two levels or more everywhere, it is one clique of all attributes. For a leaf of a larger
  /// tree lacks an attribute of its neighbour, and the rest of the tree lacks one of the leaf's: by
  /// induction either has half of that clique's cells at most. One level counts as two.
  private static func greatestModel(of domain: Domain) -> Double {
    domain.attributes.reduce(1) { $0 * Double(max($1.size, 2)) }
  }

  /// Refuses a run that may need more than there is.
  ///
  /// - Throws: `usage`, with the estimate and what to do.
  package func check(against limit: Int?) throws(MarginaliaError) {
    guard let limit, bytes > limit else { return }
    throw .usage(
      "the run may need up to \(Self.words(bytes)) of memory, and it has \(Self.words(limit)): take a "
        + "bigger machine, fewer columns or --rows; or --memory where you know better"
    )
  }

  private static func words(_ bytes: Int) -> String {
    bytes >= 10 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB"
  }
}

/// The memory of the machine that a run may use.
package enum MachineMemory {
  /// The bytes of main memory, or of the control group's share of it.
  package static var bytes: Int {
    let groups = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    let shares = groups.compactMap { path -> Int? in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
      return Int(text.filter { !$0.isNewline })
    }
    let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return min(physical, shares.min() ?? physical)
  }
}
