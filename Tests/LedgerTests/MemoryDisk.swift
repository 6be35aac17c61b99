import Foundation
import Ledger

/// A disk in memory that knows what a power failure may leave of it.
///
/// A file has the bytes that programs see and the bytes that would survive; synchronising makes
/// them agree. The folder's entries likewise: changes wait in a list until the folder is
/// synchronised. Locks belong to descriptors, as those of `flock` do.
final class MemoryDisk: FileOperations {
  /// A file's bytes, apart from its names.
  private struct Node {
    var content: [UInt8] = []
    var durable: [UInt8] = []
    var permissions: UInt32 = 0o600
    var isRegular = true
  }

  private enum EntryChange {
    case link(String, Int)
    case rename(String, String)
    case remove(String)
  }

  private var nodes: [Node] = []
  private var entries: [String: Int] = [:]
  private var durableEntries: [String: Int] = [:]
  private var changes: [EntryChange] = []
  private var openNodes: [Int32: Int?] = [:]
  private var locks: [Int32: LockKind] = [:]
  private var nextDescriptor: Int32 = 3

  /// The clock.
  var now = 1_800_000_000

  /// Called after every call that may change what a power failure leaves.
  var afterChange: (() -> Void)?

  /// Files whose synchronising does nothing: a planted mistake.
  var isForgottenBySynchronize: (String) -> Bool = { _ in false }

  /// Whether a write is cut at each of its bytes, rather than at its ends and in the middle.
  var cutsEverywhere = false

  /// Whether a write takes a half of its bytes at most.
  var writesInHalves = false

  init(files: [String: [UInt8]] = [:]) {
    for (path, bytes) in files { put(bytes, at: path) }
  }

  /// The files that programs see.
  var files: [String: [UInt8]] { entries.mapValues { nodes[$0].content } }

  /// Puts a file on the disk, durably.
  func put(_ bytes: [UInt8], at path: String, permissions: UInt32 = 0o600, isRegular: Bool = true) {
    nodes.append(
      Node(content: bytes, durable: bytes, permissions: permissions, isRegular: isRegular)
    )
    entries[path] = nodes.count - 1
    durableEntries[path] = nodes.count - 1
  }

  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    if use == .folder { return descriptor(of: nil) }
    switch (entries[path], use) {
    case (.some, .creating): throw SystemError(code: EEXIST)
    case (let node?, _): return descriptor(of: node)
    case (nil, .creating), (nil, .locking):
      nodes.append(Node())
      entries[path] = nodes.count - 1
      changes.append(.link(path, nodes.count - 1))
      afterChange?()
      return descriptor(of: nodes.count - 1)
    case (nil, _): throw SystemError(code: ENOENT)
    }
  }

  private func descriptor(of node: Int?) -> Int32 {
    nextDescriptor += 1
    openNodes[nextDescriptor] = node
    return nextDescriptor
  }

  private func node(_ descriptor: Int32) throws(SystemError) -> Int {
    guard case .some(.some(let node)) = openNodes[descriptor] else {
      throw SystemError(code: EBADF)
    }
    return node
  }

  func close(_ descriptor: Int32) {
    openNodes[descriptor] = nil
    locks[descriptor] = nil
  }

  /// The descriptors that are open.
  var openDescriptors: Int { openNodes.count }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    let node = nodes[try node(descriptor)]
    return FileStatus(
      isRegular: node.isRegular,
      permissions: node.permissions,
      size: node.content.count
    )
  }

  func entryExists(at path: String) throws(SystemError) -> Bool { entries[path] != nil }

  func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError) {
    let node = try node(descriptor)
    let others = locks.filter { $0.key != descriptor && openNodes[$0.key] == node }.map(\.value)
    guard others.isEmpty || (kind == .shared && others.allSatisfy { $0 == .shared }) else {
      throw SystemError(code: EWOULDBLOCK)
    }
    locks[descriptor] = kind
  }

  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    Array(nodes[try node(descriptor)].content.dropFirst(offset).prefix(count))
  }

  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    let taken = writesInHalves ? bytes.prefix((bytes.count + 1) / 2) : bytes
    nodes[try node(descriptor)].content += taken
    afterChange?()
    return taken.count
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    let node = try node(descriptor)
    nodes[node].content = Array(nodes[node].content.prefix(size))
    afterChange?()
  }

  func synchronize(_ descriptor: Int32) throws(SystemError) {
    guard let node = openNodes[descriptor] ?? nil else {
      guard !isForgottenBySynchronize("folder") else { return }
      durableEntries = entries
      changes = []
      return
    }
    let names = entries.filter { $0.value == node }.map(\.key)
    guard !names.contains(where: isForgottenBySynchronize) else { return }
    nodes[node].durable = nodes[node].content
    afterChange?()
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard let node = entries.removeValue(forKey: path) else { throw SystemError(code: ENOENT) }
    entries[newPath] = node
    changes.append(.rename(path, newPath))
    afterChange?()
  }

  func remove(_ path: String) throws(SystemError) {
    guard entries.removeValue(forKey: path) != nil else { throw SystemError(code: ENOENT) }
    changes.append(.remove(path))
    afterChange?()
  }

  func secondsSince1970() -> Int { now }

  /// Every disk that a power failure now may leave: each subset of the folder's waiting changes,
  /// with each way in which each file's unsynchronised bytes can be cut, zeroed or garbled.
  func crashImages() -> [[String: [UInt8]]] {
    subsets(of: changes).flatMap { changes in
      var entries = durableEntries
      for change in changes {
        switch change {
        case .link(let path, let node): entries[path] = node
        case .rename(let path, let newPath):
          // The subset may lack the change that gave the file its first name.
          guard let node = entries.removeValue(forKey: path) else { continue }
          entries[newPath] = node
        case .remove(let path): entries[path] = nil
        }
      }
      return entries.sorted { $0.key < $1.key }.reduce(into: [[:]]) { images, entry in
        images = images.flatMap { image in
          variants(of: nodes[entry.value]).map { bytes in
            image.merging([entry.key: bytes]) { $1 }
          }
        }
      }
    }
  }

  private func variants(of node: Node) -> [[UInt8]] {
    guard node.content != node.durable else { return [node.durable] }
    guard node.content.starts(with: node.durable) else { return [node.durable, node.content] }
    let kept = node.durable.count
    let added = node.content.count - kept
    return cuts(of: added).flatMap { cut in
      let prefix = Array(node.content.prefix(kept + cut))
      let rest = node.content.dropFirst(kept + cut)
      return cut == added
        ? [prefix] : [prefix, prefix + rest.map { _ in 0 }, prefix + rest.map { $0 ^ 0x5A }]
    }
  }

  /// The lengths at which an unsynchronised write of `count` bytes is cut.
  private func cuts(of count: Int) -> [Int] {
    cutsEverywhere || count < 2 ? Array(0...count) : [0, count / 2, count]
  }

  /// All subsets of a short list; the beginnings of a long one, which only a planted mistake makes.
  private func subsets<Element>(of elements: [Element]) -> [[Element]] {
    guard elements.count <= 3 else {
      return (0...elements.count).map { Array(elements.prefix($0)) }
    }
    return elements.reduce(into: [[]]) { subsets, element in
      subsets += subsets.map { $0 + [element] }
    }
  }
}
