/// What a time-stamping authority answered, as far as it says what it is about and when.
///
/// The authority's own signature is not checked here; `openssl ts -verify` does that, with the
/// certificates that the verifier trusts.
///
/// - Source: RFC 3161, section 2.4.2; RFC 5652, sections 3 and 5.1, for the wrapping.
package struct TimestampResponse: Sendable, Equatable {
  /// The SHA-256 that the time stamp is about.
  package let imprint: [UInt8]

  /// The time, as GeneralizedTime: `20261121120000Z`, with a fraction where the authority has one.
  package let time: String

  private static let signedData = DER.identifier(1, 2, 840, 113_549, 1, 7, 2)
  private static let timestampInfo = DER.identifier(1, 2, 840, 113_549, 1, 9, 16, 1, 4)

  /// Reads a TimeStampResp that grants the request.
  ///
  /// - Throws: `DERError` for anything else, and for one without a SHA-256 imprint.
  package init(der: [UInt8]) throws(DERError) {
    var file = DERReader(der)
    var response = try file.inside(DER.Tag.sequence)
    try file.end()
    var status = try response.inside(DER.Tag.sequence)
    // Granted, or granted with modifications.
    _ = try status.integer(in: 0...1)
    var token = try response.inside(DER.Tag.sequence)
    try response.end()
    try token.expect(TimestampResponse.signedData)
    var wrapping = try token.inside(DER.Tag.context(0))
    try token.end()
    var signed = try wrapping.inside(DER.Tag.sequence)
    try wrapping.end()
    _ = try signed.integer(in: 3...3)
    _ = try signed.content(DER.Tag.set)
    var content = try signed.inside(DER.Tag.sequence)
    try content.expect(TimestampResponse.timestampInfo)
    var octets = try content.inside(DER.Tag.context(0))
    try content.end()
    let info = try octets.octets()
    try octets.end()
    (imprint, time) = try TimestampResponse.read(info)
  }

  /// Imprint and time of a TSTInfo; what stands after the time is of no concern here.
  private static func read(
    _ der: [UInt8]
  ) throws(DERError) -> (imprint: [UInt8], time: String) {
    var reader = DERReader(der)
    var info = try reader.inside(DER.Tag.sequence)
    try reader.end()
    _ = try info.integer(in: 1...1)
    _ = try info.content(DER.Tag.objectIdentifier)
    var imprint = try info.inside(DER.Tag.sequence)
    let bare = TimestampRequest.sha256Bare
    try imprint.expect(imprint.isNext(bare) ? bare : TimestampRequest.sha256)
    let digest = try imprint.octets()
    try imprint.end()
    guard digest.count == SHA256.byteCount else { throw DERError() }
    _ = try info.content(DER.Tag.integer)
    let time = try info.content(DER.Tag.generalizedTime)
    guard time.allSatisfy({ (0x2E...0x39).contains($0) || $0 == UInt8(ascii: "Z") }) else {
      throw DERError()
    }
    return (digest, String(decoding: time, as: UTF8.self))
  }

  /// Whether the time stamp is about these bytes of a signature.
  package func isAbout(_ signature: [UInt8]) -> Bool {
    ConstantTime.areEqual(imprint, SHA256.digest(of: signature))
  }
}
