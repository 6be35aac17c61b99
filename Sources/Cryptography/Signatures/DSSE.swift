/// The Dead Simple Signing Envelope: which bytes are signed for a payload.
///
/// - Source: secure-systems-lab/dsse, protocol.md, version 1.0.2.
package enum DSSE {
  /// `DSSEv1`, the type and the body, each with its length in bytes, parted by spaces.
  ///
  /// So a signature holds for one type of payload alone.
  package static func preAuthenticationEncoding(type: String, body: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(body.count) ".utf8) + body
  }
}
