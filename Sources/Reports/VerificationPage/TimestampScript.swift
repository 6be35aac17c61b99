/// Time stamps: what an authority's answer is about, and when it says that was there.
///
/// The authority's own signature is not checked, as it isn't by the program: `openssl ts -verify`
/// does that, with the certificates that the reader trusts.
///
/// - Source: RFC 3161, section 2.4.2; RFC 5652, sections 3 and 5.1; X.690, section 10.1.
enum TimestampScript {
  static let text = #"""
    /** The DER elements of some bytes, one after the other: tag, content, and all of the element. */
    function derElements(bytes) {
      const elements = [];
      for (let start = 0; start < bytes.length;) {
        let [tag, length] = bytes.slice(start, start + 2);
        let offset = start + 2;
        if (length >= 0x80) {
          const count = length & 0x7f;
          length = Number("0x0" + hexOfBytes(bytes.slice(offset, offset + count)));
          offset += count;
          const isShortest = length >= 0x80 && length >= 256 ** (count - 1);
          if (count < 1 || count > 4 || !isShortest) throw new Fault("a time stamp in it is no DER");
        }
        if (!(offset + length <= bytes.length)) throw new Fault("a time stamp in it is cut off");
        const end = offset + length;
        elements.push({ tag, content: bytes.slice(offset, end), whole: bytes.slice(start, end) });
        start = end;
      }
      return elements;
    }

    /** Within an element: those of its own, which have to begin with these tags. */
    function derChildren(element, ...tags) {
      const children = derElements(element?.content ?? []);
      if (tags.some((tag, index) => children[index]?.tag !== tag)) {
        throw new Fault("a time stamp in it has another form than RFC 3161's");
      }
      return children;
    }

    /** The SHA-256 that a granted time stamp is about, and its time. */
    function parseTimestamp(bytes) {
      const isOne = (element, hex) => hexOfBytes(element.whole) === hex;
      const [status, token] = derChildren({ content: bytes }, 0x30).length === 1
        ? derChildren(derElements(bytes)[0], 0x30, 0x30) : [];
      const [code] = derChildren(status, 0x02);
      const [kind, wrapping] = derChildren(token, 0x06, 0xa0);
      const [signed] = derChildren(wrapping, 0x30);
      const [, , content] = derChildren(signed, 0x02, 0x31, 0x30);
      const [contentKind, octets] = derChildren(content, 0x06, 0xa0);
      const [text] = derChildren(octets, 0x04);
      const [info] = derChildren(text, 0x30);
      const [, , imprint, , time] = derChildren(info, 0x02, 0x06, 0x30, 0x02, 0x18);
      const [algorithm, digest] = derChildren(imprint, 0x30, 0x04);
      const isStamp = code.content.length === 1 && code.content[0] <= 1
        && isOne(kind, "06092a864886f70d010702")
        && isOne(contentKind, "060b2a864886f70d0109100104")
        && ["300b0609608648016503040201", "300d06096086480165030402010500"]
          .some((hex) => isOne(algorithm, hex)) && digest.content.length === 32;
      const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(textOfBytes(time.content));
      if (!isStamp || parts === null) {
        throw new Fault("a time stamp in it was refused, or is of another kind");
      }
      const [year, month, day, hour, minute, second] = parts.slice(1);
      return {
        imprint: digest.content, time: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
      };
    }
    """#
}
