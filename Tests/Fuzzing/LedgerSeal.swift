import Cryptography

/// Makes the checksums and the chain of a mutated ledger right again.
///
/// Otherwise nearly every mutation would end at its checksum, and the rules behind stay untried.
enum LedgerSeal {
  /// The ledger with every line's checksum, and the hash of the line before, as they should be.
  ///
  /// A line without a tab stays as it is: so inputs with torn lines are tried too.
  static func sealed(_ ledger: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var previous = Array(String(repeating: "0", count: 64).utf8)
    for line in ledger.split(separator: newline, omittingEmptySubsequences: false) {
      if !result.isEmpty { result.append(newline) }
      guard let end = line.lastIndex(of: tab) else {
        result.append(contentsOf: line)
        continue
      }
      let record = chained(Array(line[..<end]), to: previous)
      previous = Array(SHA256.digest(of: record).hex.utf8)
      result.append(contentsOf: record + [tab] + previous.prefix(16))
    }
    return result
  }

  /// The record with the hash put in place of the one that it names.
  private static func chained(_ record: [UInt8], to hash: [UInt8]) -> [UInt8] {
    let key = Array(#""prev":""#.utf8)
    guard record.count >= key.count + hash.count else { return record }
    let start = record.indices.dropLast(key.count + hash.count - 1).first {
      record[$0..<($0 + key.count)].elementsEqual(key)
    }
    guard let start else { return record }
    var result = record
    let place = start + key.count
    result.replaceSubrange(place..<(place + hash.count), with: hash)
    return result
  }

  private static let newline = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")
}
