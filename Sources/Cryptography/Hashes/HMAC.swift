/// Message authentication codes of 32 bytes by SHA-256.
///
/// - Source: RFC 2104, section 2; RFC 4231.
package struct HMACSHA256: Sendable {
  private var inner = SHA256()
  private let outerKey: [UInt8]

  /// Starts the code of a message under a key of any length.
  package init(key: [UInt8]) {
    let key = key.count > 64 ? SHA256.digest(of: key) : key
    outerKey = key.padded(to: 64, with: 0x5C)
    inner.update(key.padded(to: 64, with: 0x36))
  }

  /// Adds bytes to the message.
  package mutating func update(_ bytes: Span<UInt8>) { inner.update(bytes) }

  /// The code of all bytes added.
  package consuming func finalized() -> [UInt8] {
    SHA256.digest(of: outerKey + inner.finalized())
  }

  /// The code of a message under a key of any length.
  package static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = HMACSHA256(key: key)
    code.update(message.span)
    return code.finalized()
  }

  /// The codes of messages that are codes themselves, under one key that is worked in only once.
  struct Chain {
    private let inner: SHA256.Words
    private let outer: SHA256.Words

    /// Works the key into both hashes.
    init(key: [UInt8]) {
      let key = key.count > 64 ? SHA256.digest(of: key) : key
      inner = SHA256.words(after: key.padded(to: 64, with: 0x36))
      outer = SHA256.words(after: key.padded(to: 64, with: 0x5C))
    }

    /// The code of a code.
    func next(_ code: SHA256.Words) -> SHA256.Words {
      SHA256.digest(after: outer, SHA256.digest(after: inner, code))
    }
  }
}

/// Message authentication codes of 64 bytes by SHA-512.
///
/// - Source: RFC 2104, section 2; RFC 4231.
package enum HMACSHA512 {
  /// The code of a message under a key of any length.
  package static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
    let key = key.count > 128 ? SHA512.digest(of: key) : key
    var inner = SHA512()
    inner.update(key.padded(to: 128, with: 0x36))
    inner.update(message)
    return SHA512.digest(of: key.padded(to: 128, with: 0x5C) + inner.finalized())
  }
}

extension [UInt8] {
  /// The key filled up with zeros to a block, each byte combined with `mask`.
  fileprivate func padded(to count: Int, with mask: UInt8) -> [UInt8] {
    map { $0 ^ mask } + Array(repeating: mask, count: count - self.count)
  }
}
