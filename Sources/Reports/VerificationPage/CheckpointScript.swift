/// Checkpoints of a ledger: how many records it had, and their Merkle root, as a signed note.
///
/// - Source: C2SP tlog-checkpoint and signed-note.
enum CheckpointScript {
  static let text = #"""
    /** Reads a note with a checkpoint in it; nothing is verified yet. */
    function parseCheckpoint(note) {
      const end = note.lastIndexOf("\n\n");
      if (end < 0 || !note.endsWith("\n")) throw new Fault("the checkpoint is no signed note");
      const text = note.slice(0, end + 1);
      if (/[\x00-\x09\x0b-\x1f]/.test(text)) throw new Fault("the checkpoint has control characters");
      const signatures = note.slice(end + 2, -1).split("\n").map((line) => {
        const parts = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line);
        const bytes = parts === null ? null : bytesOfBase64(parts[2]);
        if (bytes === null || bytes.length <= 4) {
          throw new Fault("a line below the checkpoint is no signature");
        }
        return { name: parts[1], identifier: bytes.slice(0, 4), bytes: bytes.slice(4) };
      });
      const [origin, size, root, ...rest] = text.split("\n");
      const rootBytes = bytesOfBase64(root ?? "");
      const isSize = /^[1-9][0-9]{0,15}$/.test(size ?? "") && Number.isSafeInteger(Number(size));
      if (origin === "" || !isSize || rootBytes?.length !== 32 || rest.join() !== "") {
        throw new Fault("the checkpoint has another form than origin, size and root");
      }
      return { text, origin, size: Number(size), root: rootBytes, signatures };
    }

    /** Whether the key signed the checkpoint under the ledger's name, and never falsely. */
    async function isCheckpointSigned(checkpoint, key) {
      const identifier = sha256(
        joinBytes(bytesOfText(`${checkpoint.origin}\n`), [1], key)).slice(0, 4);
      const own = checkpoint.signatures.filter((signature) =>
        signature.name === checkpoint.origin && areEqual(signature.identifier, identifier));
      for (const signature of own) {
        const message = bytesOfText(checkpoint.text);
        if (!await isValidSignature(key, signature.bytes, message)) return false;
      }
      return own.length > 0;
    }
    """#
}
