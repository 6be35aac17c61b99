import Foundation

/// A folder that is whole or absent: filled beside its place, and moved there at the end.
struct StagedFolder: ~Copyable {
  private let place: String
  private let stage: String
  private let overwrites: Bool
  private var isKept = false

  /// Makes the empty folder beside `place`, readable by its owner alone.
  ///
  /// - Parameters:
  ///   - place: where the folder will stand in the end.
  ///   - suffix: tells this stage from those of other runs.
  ///   - overwrites: whether a folder that stands there is replaced.
  /// - Throws: `usage` where `place` exists and may not be replaced; `failure` where the folder
  ///   can't be made.
  init(for place: String, suffix: String, overwrites: Bool) throws(MarginaliaError) {
    self.place = place.hasSuffix("/") ? String(place.dropLast()) : place
    self.overwrites = overwrites
    stage = "\(self.place).partial-\(suffix)"
    guard overwrites || !Files.exists(self.place) else {
      throw .usage("\(self.place) exists; --force replaces it")
    }
    try Files.makePrivateFolders(to: stage)
    guard unsafe mkdir(stage, 0o700) == 0 else {
      throw .failure("can't make the folder \(stage): \(Files.systemReason(errno))")
    }
  }

  /// Where a file stands until the folder is published.
  func path(of file: String) -> String { "\(stage)/\(file)" }

  /// Writes a file, and returns once it would survive a power failure.
  func write(_ bytes: [UInt8], to file: String) throws(MarginaliaError) {
    try Files.create(bytes, at: path(of: file), permissions: 0o644)
    try Files.synchronizeFolder(stage)
  }

  /// Moves the folder to its place, open to readers, in place of an older one where that is wanted.
  mutating func publish() throws(MarginaliaError) {
    guard unsafe chmod(stage, 0o755) == 0 else { throw .failure("can't open \(stage) to readers") }
    let old = "\(stage).old"
    if overwrites, Files.exists(place) {
      guard unsafe rename(place, old) == 0 else { throw .failure("can't move \(place) aside") }
    }
    guard unsafe rename(stage, place) == 0 else {
      throw .failure("can't move \(stage) to \(place): is there something of that name?")
    }
    isKept = true
    if Files.exists(old) { try? FileManager.default.removeItem(atPath: old) }
    let parent = URL(fileURLWithPath: place).deletingLastPathComponent().path
    try Files.synchronizeFolder(parent)
  }

  /// Keeps the folder even if the release is never made: what is in it has been paid for.
  mutating func keep() { isKept = true }

  /// Leaves nothing behind of a run that paid for nothing.
  deinit {
    if !isKept { try? FileManager.default.removeItem(atPath: stage) }
  }
}
