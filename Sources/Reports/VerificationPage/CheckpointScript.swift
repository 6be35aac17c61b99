/// Checkpoints of a ledger: how many records it had, and their Merkle root, as a signed note.
///
/// - Source: C2SP tlog-checkpoint and signed-note.
enum CheckpointScript {
  static let text = #"""
    /** Reads a note, a text with signatures below it; nothing is verified yet. */
    function parseNote(note) {
      const end = note.lastIndexOf("\n\n");
      if (end < 0 || !note.endsWith("\n")) throw new Fault("the checkpoint is no signed note");
      const text = note.slice(0, end + 1);
      if (/[\x00-\x09\x0b-\x1f]/.test(text)) throw new Fault("the checkpoint has control characters");
      const lines = note.slice(end + 2, -1).split("\n");
      if (lines.length > 100) throw new Fault("the checkpoint has more than 100 signatures");
      const signatures = lines.map((line) => {
        const parts = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line);
        const bytes = parts === null ? null : bytesOfBase64(parts[2]);
        if (bytes === null || bytes.length <= 4) {
          throw new Fault("a line below the checkpoint is no signature");
        }
        return { name: parts[1], identifier: bytes.slice(0, 4), bytes: bytes.slice(4) };
      });
      return { text, signatures };
    }

    /** Reads a note with a checkpoint in it. */
    function parseCheckpoint(note) {
      const { text, signatures } = parseNote(note);
      const [origin, size, root, ...rest] = text.split("\n");
      const rootBytes = bytesOfBase64(root ?? "");
      const isSize = /^[1-9][0-9]{0,15}$/.test(size ?? "") && Number.isSafeInteger(Number(size));
      if (origin === "" || !isSize || rootBytes?.length !== 32 || rest.join() !== "") {
        throw new Fault("the checkpoint has another form than origin, size and root");
      }
      return { text, origin, size: Number(size), root: rootBytes, signatures };
    }

    /** The four bytes that tell a signer's key: type 1 for a note's own, 4 for a witness's. */
    const noteIdentifier = (name, type, key) =>
      sha256(joinBytes(bytesOfText(`${name}\n`), [type], key)).slice(0, 4);

    /** The signatures that claim to be by a signer of that name and identifier. */
    const signaturesOf = ({ signatures }, name, identifier) => signatures.filter(
      (signature) => signature.name === name && areEqual(signature.identifier, identifier));

    /** Whether the key signed the checkpoint under the ledger's name, and never falsely. */
    async function isCheckpointSigned(checkpoint, key) {
      const { origin } = checkpoint;
      const own = signaturesOf(checkpoint, origin, noteIdentifier(origin, 1, key));
      for (const signature of own) {
        const message = bytesOfText(checkpoint.text);
        if (!await isValidSignature(key, signature.bytes, message)) return false;
      }
      return own.length > 0;
    }
    """#
}
