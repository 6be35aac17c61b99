/// The keys that an object has so far, compared byte for byte.
///
/// Few keys are compared one by one; many are hashed, with the process's own random seed, so that
/// no file can be made to hash badly.
struct KeySet {
  private static let fewKeys = 12
  private var list: [String] = []
  private var hashed: Set<Key> = []

  /// Adds a key; false where it was there already.
  mutating func insert(_ key: String) -> Bool {
    guard hashed.isEmpty else { return hashed.insert(Key(text: key)).inserted }
    guard !list.contains(where: { $0.isIdentical(to: key) }) else { return false }
    list.append(key)
    if list.count > Self.fewKeys { hashed = Set(list.map(Key.init)) }
    return true
  }

  /// A text that is equal to another only where its bytes are.
  private struct Key: Hashable {
    let text: String

    static func == (left: Key, right: Key) -> Bool { left.text.isIdentical(to: right.text) }

    func hash(into hasher: inout Hasher) {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }
}
