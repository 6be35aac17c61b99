/// The manifest's envelope: which bytes were signed, and by whom.
///
/// - Source: DSSE 1.0.2, protocol and envelope.
enum EnvelopeScript {
  static let text = #"""
    /** What is signed for a payload: type and body, each with its length in bytes. */
    function signedMessage(type, body) {
      const size = bytesOfText(type).length;
      return joinBytes(bytesOfText(`DSSEv1 ${size} ${type} ${body.length} `), body);
    }

    /** Reads a file of one canonical value and a line feed, as the program itself writes it. */
    function parseFile(file) {
      if (file.length > longestManifest) throw new Fault("it is too large for a manifest");
      const text = textOfBytes(file);
      if (!text.endsWith("\n")) throw new Fault("its last line is cut off");
      return new Fields(parseCanonical(text.slice(0, -1)));
    }

    const parseEnvelope = (file) => readEnvelope(parseFile(file));

    /** Reads an envelope; only what the program itself writes is accepted. */
    function readEnvelope(fields) {
      if (fields.text("payloadType") !== payloadType) {
        throw new Fault("its payload is no in-toto statement");
      }
      const known = ["payload", "payloadType", "signatures"];
      if (Object.keys(fields.value).some((key) => !known.includes(key))) {
        throw new Fault("it has members that no envelope has");
      }
      const base64 = (from, key) => {
        const bytes = bytesOfBase64(from.text(key));
        if (bytes === null) throw new Fault(`${from.at(key)} is not canonical Base64`);
        return bytes;
      };
      const signatures = fields.objects("signatures").map((signature) => {
        if (Object.keys(signature.value).length !== 2) {
          throw new Fault(`${signature.path} has members that no signature has`);
        }
        return { fingerprint: signature.text("keyid"), bytes: base64(signature, "sig") };
      });
      if (signatures.length === 0) throw new Fault("it carries no signature");
      return { payload: base64(fields, "payload"), signatures };
    }

    /** Whether a key signed the payload under its own fingerprint. */
    async function isSignedBy(envelope, key) {
      const message = signedMessage(payloadType, envelope.payload);
      for (const { fingerprint, bytes } of envelope.signatures) {
        if (fingerprint !== key.fingerprint) continue;
        if (await isValidSignature(key.bytes, bytes, message)) return true;
      }
      return false;
    }

    /** What can be said of each signature, by the keys that the reader trusts.

        A key's identifier is only a hint; a signature counts for a key under its own fingerprint. */
    async function judgeSignatures(envelope, keys) {
      const message = signedMessage(payloadType, envelope.payload);
      const judged = [];
      for (const signature of envelope.signatures) {
        const key = keys.find((key) => key.fingerprint === signature.fingerprint);
        const isValid =
          key !== undefined && await isValidSignature(key.bytes, signature.bytes, message);
        const outcome = key === undefined ? "open" : isValid ? "passed" : "failed";
        judged.push({ fingerprint: signature.fingerprint, outcome });
      }
      return judged;
    }
    """#
}
