/// Bytes and their texts in the verification page: UTF-8, hexadecimal, Base64, each in one spelling.
///
/// - Source: RFC 4648, sections 3.5, 4 and 8, for the canonical forms.
enum BytesScript {
  static let text = #"""
    /** Why something from outside can't be used: a sentence for the reader. */
    class Fault extends Error {}

    function bytesOfText(text) {
      return new TextEncoder().encode(text);
    }

    /** The text of UTF-8 bytes; nothing is repaired. */
    function textOfBytes(bytes) {
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw new Fault("it is no UTF-8 text");
      }
    }

    function joinBytes(...parts) {
      const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
      let offset = 0;
      for (const part of parts) {
        joined.set(part, offset);
        offset += part.length;
      }
      return joined;
    }

    function areEqual(left, right) {
      return left.length === right.length && left.every((byte, index) => byte === right[index]);
    }

    function hexOfBytes(bytes) {
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    }

    /** The bytes of lower-case hexadecimal text, or null. */
    function bytesOfHex(text) {
      if (!/^([0-9a-f]{2})*$/.test(text)) return null;
      return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
        parseInt(text.slice(2 * index, 2 * index + 2), 16));
    }

    function base64OfBytes(bytes) {
      let binary = "";
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return btoa(binary);
    }

    /** The bytes of a Base64 text, or null where it isn't exactly what base64OfBytes writes. */
    function bytesOfBase64(text) {
      let binary;
      try {
        binary = atob(text);
      } catch {
        return null;
      }
      if (btoa(binary) !== text) return null;
      return Uint8Array.from(binary, (character) => character.charCodeAt(0));
    }

    /** Numbers as they stand in a file's fixed-width fields. */
    function bigEndian(value, byteCount) {
      return bytesOfHex(BigInt(value).toString(16).padStart(2 * byteCount, "0"));
    }

    function integerOfLittleEndian(bytes) {
      return bytes.length === 0 ? 0n : BigInt("0x" + hexOfBytes(Uint8Array.from(bytes).reverse()));
    }
    """#
}
