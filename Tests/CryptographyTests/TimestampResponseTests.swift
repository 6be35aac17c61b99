import Cryptography
import Testing

struct TimestampResponseTests {
  func answer() throws -> [UInt8] { try Vectors.bytes("rfc3161/r.tsr") }

  @Test func `an authority's answer says what it is about, and when`() throws {
    let stamp = try TimestampResponse(der: answer())
    #expect(stamp.time == "20261121071846Z")
    let signature = try Vectors.bytes("rfc3161/curator.sig")
    #expect(stamp.isAbout(signature))
    #expect(stamp.imprint == SHA256.digest(of: signature))
    var other = signature
    other[63] ^= 1
    #expect(!stamp.isAbout(other))
  }

  @Test func `what is cut short, goes on, or wasn't granted is refused`() throws {
    let whole = try answer()
    for count in stride(from: 0, to: whole.count, by: 13) {
      #expect(throws: DERError.self) { try TimestampResponse(der: Array(whole.prefix(count))) }
    }
    #expect(throws: DERError.self) { try TimestampResponse(der: whole + [0]) }
    var refused = whole
    refused[8] = 2
    #expect(throws: DERError.self) { try TimestampResponse(der: refused) }
  }

  /// The status, the types, the content's type, the version, the hash: bytes that decide what it is.
  @Test func `a changed type or hash is refused, a changed imprint is about something else`() throws
  {
    let whole = try answer()
    let imprint = try #require(
      whole.firstRange(of: SHA256.digest(of: try Vectors.bytes("rfc3161/curator.sig")))
    )
    for index in 0..<imprint.lowerBound where ![35, 36].contains(index) {
      var changed = whole
      changed[index] ^= 0x40
      // The digest algorithms and the policy are stepped over.
      guard let stamp = try? TimestampResponse(der: changed) else { continue }
      #expect((37..<52).contains(index) || (78..<85).contains(index), "byte \(index)")
      #expect(stamp.isAbout(try Vectors.bytes("rfc3161/curator.sig")))
    }
    var changed = whole
    changed[imprint.lowerBound] ^= 1
    let stamp = try TimestampResponse(der: changed)
    #expect(!stamp.isAbout(try Vectors.bytes("rfc3161/curator.sig")))
  }
}
