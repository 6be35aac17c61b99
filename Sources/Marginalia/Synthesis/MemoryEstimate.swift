import Foundation
import GraphicalModels
import Lineage
package import Marginals
import Strategies

/// How much memory a run may need at most, told before anything is read or charged.
///
/// It follows from what is public, schema, workload and model size, and from the size of the table's
/// file, which bounds the number of rows: a cell takes two bytes of a CSV file or more. Only the
/// curator sees a refusal, like errors of reading, before any charge; and it names no number of rows.
///
/// A run first holds the private rows and asks about them, then lets them go and makes others: what
/// either holds is counted in bytes, with some more for what a model's cell takes while it is fitted.
package struct MemoryEstimate: Equatable {
  /// The greatest number of bytes.
  package let bytes: Int

  /// The program itself, and small tables.
  private static let base = 40 << 20

  /// Bytes for a cell of the model while it is fitted: beliefs, potentials, messages, and of the model
  /// before it.
  private static let perModelCell = 80

  /// Bytes more for a cell of the model while marginals of three attributes and more are asked of it:
  /// joint tables of separators and of the attributes met, on each thread.
  private static let perEliminatedCell = 128

  /// Bytes for a cell of the fitted model: beliefs, parameters, the weights that rows are drawn by.
  private static let perFittedCell = 32

  /// Bytes for a candidate marginal apart from its cells: its names, its noisy distance, the records
  /// of both.
  private static let perCandidate = 2_048

  /// Bytes for a cell of candidates that are compared at a time: expected counts, and the exact ones
  /// before and after levels are merged.
  private static let perComparedCell = 32

  /// The cells of candidates that are compared at a time, but for those of pairs of wide columns.
  private static let comparedCells = 1 << 22

  /// Bytes for a synthetic row apart from its codes and its text: the order of the rows of a group.
  private static let perRow = 24

  /// How much longer than rows of equally likely levels the text of synthetic rows may be.
  private static let textMargin = 1.25

  /// Estimates the memory of a run.
  ///
  /// - Parameters:
  ///   - domain: the columns' levels.
  ///   - workload: the marginals of the plan.
  ///   - cellLimit: the greatest number of cells of the model.
  ///   - fileSize: the table's bytes on disk.
  ///   - rows: the number of synthetic rows, nil for that of the private ones, of which no more than
  ///     ``RowRule/noisyLimit`` are written.
  ///   - rowBytes: the bytes of a written row, in the mean over all levels.
  package init(
    domain: Domain,
    workload: Workload,
    cellLimit: Int,
    fileSize: Int,
    rows: Int?,
    rowBytes: Double
  ) {
    let columns = max(1, domain.count)
    let greatestRows = fileSize / (2 * columns)
    // An encoded cell takes one, two or four bytes, and an array that grows as much again.
    let widths = domain.attributes.map { $0.size <= 1 << 8 ? 2.0 : $0.size <= 1 << 16 ? 4 : 8 }
    let asking =
      Double(greatestRows) * widths.reduce(0, +)
      + Self.comparing(workload, of: domain, within: min(cellLimit, Plan.greatestMarginal))

    let text = max(rowBytes, 2) * Self.textMargin
    let written = rows ?? min(greatestRows, RowRule.noisyLimit)
    let making =
      Double(written) * (Double(4 * columns + Self.perRow) + text) + Self.refining(domain)

    let model = min(Double(cellLimit), Self.greatestModel(of: domain))
    let isEliminating = workload.queries.contains { $0.clique.count > 2 }
    let perModelCell = Self.perModelCell + (isEliminating ? Self.perEliminatedCell : 0)
    let all =
      Double(Self.base)
      + max(
        asking + Double(perModelCell) * model,
        making + Double(Self.perFittedCell) * model
      )
    bytes = all < 0x1p62 ? Int(all) : 1 << 62
  }

  /// The bytes that the workload's marginals take while they are compared with a model's.
  ///
  /// At most a group of them at a time; where columns are wide, all pairs of one of them
  /// (``ExpectedCounts``).
  private static func comparing(
    _ workload: Workload,
    of domain: Domain,
    within limit: Int
  ) -> Double {
    var (all, greatest, walk) = (0, 0, 0)
    var first: Int?
    for query in workload.queries {
      let cells = domain.cellCount(of: query.clique, within: limit) ?? 0
      if query.clique.attributes.first != first { walk = 0 }
      first = query.clique.attributes.first
      walk += cells
      all += cells
      greatest = max(greatest, walk)
    }
    let walked = min(greatest, ExpectedCounts.walkCells)
    return Double(perComparedCell) * Double(min(all, comparedCells))
      + Double(MemoryLayout<Int>.size) * Double(max(0, walked - comparedCells))
      + Double(perCandidate) * Double(workload.queries.count)
  }

  /// The bytes that refining rows takes: the residuals of all pairs, and a group of their tables.
  private static func refining(_ domain: Domain) -> Double {
    let levels = domain.attributes.reduce(0.0) { $0 + Double($1.size) }
    let cells = levels * levels
    guard cells <= Double(RowRefinement.standard.pairCellLimit) else { return 0 }
    return 4 * cells + 16 * min(cells / 2, Double(2 * comparedCells))
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
