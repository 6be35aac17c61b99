/// Public keys as people hand them over: PEM, and their fingerprints as OpenSSH shows them.
///
/// - Source: RFC 7468; RFC 8410, section 4; RFC 8709, section 4, for the fingerprint.
enum PublicKeyScript {
  static let text = #"""
    /** SubjectPublicKeyInfo of an Ed25519 key, up to the key itself. */
    const keyHeader = bytesOfHex("302a300506032b6570032100");

    /** What a fingerprint holds of 32 key bytes. */
    function keyDigest(key) {
      const name = bytesOfText("ssh-ed25519");
      return sha256(joinBytes(bigEndian(name.length, 4), name, bigEndian(key.length, 4), key));
    }

    /** A fingerprint: "SHA256:" and Base64 without padding. */
    const fingerprintOfDigest = (digest) => "SHA256:" + base64OfBytes(digest).replace(/=+$/, "");

    const fingerprintOf = (key) => fingerprintOfDigest(keyDigest(key));

    /** A key as the program writes it. */
    const pemOfKey = (key) => "-----BEGIN PUBLIC KEY-----\n"
      + `${base64OfBytes(joinBytes(keyHeader, key))}\n-----END PUBLIC KEY-----\n`;

    /** The keys of a text of one PEM block after another, and nothing else. */
    function parseKeys(text) {
      const keys = [];
      let rest = text.trim();
      while (rest !== "") {
        const block = /^-----BEGIN ([A-Z ]+)-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END \1-----/.exec(rest);
        if (block === null) throw new Fault("it is no key in a PEM block");
        if (block[1].endsWith("PRIVATE KEY")) {
          throw new Fault("it is a private key, which belongs on no page: give the public one");
        }
        const bytes = bytesOfBase64(block[2].replace(/\s/g, ""));
        const isKey = block[1] === "PUBLIC KEY" && bytes !== null
          && bytes.length === keyHeader.length + 32
          && areEqual(bytes.slice(0, keyHeader.length), keyHeader);
        if (!isKey) throw new Fault("it is no Ed25519 public key in the form of RFC 8410");
        const key = bytes.slice(keyHeader.length);
        if (Ed25519.isWeak(key)) throw new Fault("it is a key that no honest key pair has");
        const digest = keyDigest(key);
        keys.push({ bytes: key, digest, fingerprint: fingerprintOfDigest(digest) });
        rest = rest.slice(block[0].length).trim();
      }
      return keys;
    }
    """#
}
