/// Witnesses: those who cosign a ledger's checkpoint, so that nobody can be shown another past.
///
/// - Source: C2SP tlog-cosignature and signed-note.
enum WitnessScript {
  static let text = #"""
    /** The witnesses' keys of a text, one a line: name+hash+key. */
    function parseWitnesses(text) {
      const lines = text.split("\n").filter((line) => line !== "");
      if (lines.length === 0) throw new Fault("it holds no witness's key");
      return lines.map((line) => {
        const parts = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(line);
        const bytes = parts === null ? null : bytesOfBase64(parts[3]);
        const key = bytes?.slice(1);
        const identifier = key && noteIdentifier(parts[1], 4, key);
        const isKey = bytes !== null && bytes.length === 33 && bytes[0] === 4
          && hexOfBytes(identifier) === parts[2] && !Ed25519.isWeak(key);
        if (!isKey) throw new Fault("a line of it is no witness's key");
        return { name: parts[1], identifier, key };
      });
    }

    /** When a witness cosigned the note, in seconds since 1970; null where it didn't, or a line under
        its name is false. */
    async function timeCosigned(note, witness) {
      let latest = null;
      for (const { bytes } of signaturesOf(note, witness.name, witness.identifier)) {
        if (bytes.length !== 72 || bytes[0] >= 0x80) return null;
        const seconds = BigInt("0x" + hexOfBytes(bytes.slice(0, 8)));
        const message = bytesOfText(`cosignature/v1\ntime ${seconds}\n${note.text}`);
        if (!await isValidSignature(witness.key, bytes.slice(8), message)) return null;
        if (latest === null || seconds > latest) latest = seconds;
      }
      return latest;
    }

    /** Seconds since 1970 as a time in UTC, no later than the year 9999. */
    function timeOfSeconds(seconds) {
      const last = 253402300799n;
      const time = new Date(1000 * Number(seconds < last ? seconds : last));
      return time.toISOString().replace(".000Z", "Z");
    }

    /** Whether each witness that the reader names cosigned the release's checkpoint. */
    async function checkWitnesses(findings, witnesses, checkpoint, release) {
      const file = release.files.get(cosignaturesName);
      if (file === undefined) {
        for (const { name } of witnesses) {
          findings.add(release.isWhole ? "failed" : "open", "witness", cosignaturesName,
            release.isWhole ? `${name} did not cosign the checkpoint: there are no cosignatures`
              : `not among the files you chose, so whether ${name} cosigned can't be told`);
        }
        return;
      }
      const note = await findings.attempt("witness", cosignaturesName, async () => {
        if (file.size > longestText) throw new Fault("it is too large for cosignatures");
        const lines = textOfBytes(new Uint8Array(await file.arrayBuffer()));
        return parseNote(`${checkpoint.text}\n${lines}`);
      });
      if (note === null) return;
      for (const witness of witnesses) {
        const time = await timeCosigned(note, witness);
        findings.require(time !== null, "witness", cosignaturesName,
          `${witness.name} cosigned the checkpoint, as of ${time === null ? "" : timeOfSeconds(time)}`,
          `there is no valid cosignature of ${witness.name}`);
      }
      if (witnesses.length === 0) {
        findings.add("noted", "witness", cosignaturesName,
          "cosignatures of witnesses; give the keys of those that you trust to check them");
      }
    }
    """#
}
