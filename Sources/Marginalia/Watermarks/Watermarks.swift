import Foundation
import GraphicalModels
import Lineage
import Parallel
import Schemas

/// Traces tables back to releases, and samples to recipients.
///
/// A release's watermark is its seed: the rows are an ordinary sample of the model, not distorted in
/// any way, but only this seed gives these. A suspect table is held against the rows of that seed and
/// against those of seeds that weren't used.
public enum Watermarks {
  /// Whom samples went to, and by which secret.
  public struct Recipients: Sendable, Equatable {
    /// The file of their names, one a line.
    public let list: String

    /// The file of the secret that their seeds come from.
    public let key: String

    /// The number of rows of each sample; nil for that of the release.
    public let rows: Int?

    /// Names recipients.
    public init(list: String, key: String, rows: Int? = nil) {
      self.list = list
      self.key = key
      self.rows = rows
    }
  }

  /// Compares tables with a release, and with the samples of its recipients.
  ///
  /// - Parameters:
  ///   - suspect: a CSV file, or a folder of them.
  ///   - release: the release's folder.
  ///   - key: the file of the public key that the caller trusts.
  ///   - alternatives: the number B of seeds to compare with; no p is below 1/(B + 1).
  ///   - recipients: whom samples went to.
  /// - Returns: a report for each suspect, in the order of their names.
  /// - Throws: `verificationFailed` where the release doesn't verify or replay; `badInput` where a
  ///   suspect shares no column with it, or a key or list can't be used; `failure` where a file can't
  ///   be read.
  /// - Complexity: B + 1 times that of drawing the release's rows and looking each up.
  public static func detect(
    _ suspect: String,
    release: String,
    key: String,
    alternatives: Int = 199,
    recipients: Recipients? = nil
  ) throws(MarginaliaError) -> [WatermarkReport] {
    let names =
      try recipients.map { list throws(MarginaliaError) in try self.names(in: list.list) } ?? []
    let secret =
      try recipients.map { list throws(MarginaliaError) in try RecipientKeys.key(at: list.key) }
    let replay = try replay(of: release, key: key)
    let (paths, tables) = try suspects(suspect, replay.schema)
    let scores = tables.map(WatermarkScore.init)

    func standings(of seeds: [[UInt8]], rows: Int) -> [[Double]] {
      Parallel.map(count: seeds.count) { index in
        WatermarkScore.scores(of: scores, replay.rows(seed: seeds[index], count: rows))
      }
    }

    let others = (0..<alternatives).map { WatermarkSeed.alternative($0, to: replay.seed) }
    let own = WatermarkScore.scores(of: scores, replay.released)
    let base = standings(of: others, rows: replay.released.count)
    let rows = recipients?.rows ?? replay.released.count
    let theirs = standings(
      of: names.map {
        WatermarkSeed.recipient($0, release: replay.identity, key: secret ?? [])
      },
      rows: rows
    )
    let againstTheirs =
      names.isEmpty || rows == replay.released.count ? base : standings(of: others, rows: rows)

    return paths.indices.map { index in
      WatermarkReport(
        suspect: paths[index],
        rows: tables[index].rowCount,
        columns: tables[index].attributes.map { replay.schema.attributes[$0].name },
        columnsOfRelease: replay.schema.attributes.count,
        release: .init(WatermarkRank(score: own[index], alternatives: base.map { $0[index] })),
        recipients: ranked(
          names,
          theirs.map {
            WatermarkRank(score: $0[index], alternatives: againstTheirs.map { $0[index] })
          }
        )
      )
    }
  }

  /// A verified and replayed release.
  static func replay(of release: String, key: String) throws(MarginaliaError) -> ReleaseReplay {
    let key = try Keys.publicKey(at: key)
    guard Files.exists(release) else { throw .failure("there is no release at \(release)") }
    do throws(ReleaseReplay.Fault) {
      return try ReleaseReplay(folder: release, trustedKey: key)
    } catch {
      throw MarginaliaError(error, release: release)
    }
  }

  /// The recipients with their standings, the most suspect first, in the order of the list where two
  /// are alike.
  private static func ranked(
    _ names: [String],
    _ ranks: [WatermarkRank]
  ) -> [WatermarkReport.Recipient] {
    let adjusted = WatermarkRank.adjusted(ranks.map(\.probability))
    let order = names.indices.sorted {
      (ranks[$0].rank, -ranks[$0].score, $0) < (ranks[$1].rank, -ranks[$1].score, $1)
    }
    return order.map {
      WatermarkReport.Recipient(
        name: names[$0],
        standing: .init(ranks[$0]),
        adjustedProbability: adjusted[$0]
      )
    }
  }

  /// The recipients in a file, one a line.
  static func names(in list: String) throws(MarginaliaError) -> [String] {
    let text = String(decoding: try Files.read(list), as: UTF8.self)
    let names = text.split(whereSeparator: \.isNewline).map(String.init)
    guard !names.isEmpty, Set(names).count == names.count else {
      throw .badInput("\(list) names no recipient, or one twice", findings: [])
    }
    return names
  }

  /// The tables of a CSV file, or of those in a folder, by name.
  static func suspects(
    _ path: String,
    _ schema: Schema
  ) throws(MarginaliaError) -> (paths: [String], tables: [SuspectTable]) {
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted()
    let paths = inside.map { $0.filter { $0.hasSuffix(".csv") }.map { "\(path)/\($0)" } } ?? [path]
    guard !paths.isEmpty else { throw .badInput("\(path) holds no CSV file", findings: []) }
    var tables: [SuspectTable] = []
    for path in paths {
      let bytes = try Files.read(path)
      do throws(SuspectTable.Fault) {
        tables.append(try SuspectTable(csv: bytes, schema: schema))
      } catch {
        throw MarginaliaError(error, suspect: path)
      }
    }
    return (paths, tables)
  }
}
