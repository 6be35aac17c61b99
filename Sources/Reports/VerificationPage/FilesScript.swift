/// The released files: each is there, with the digest that was signed, and no name plays tricks.
enum FilesScript {
  static let text = #"""
    /** The bytes that are read at once of a file of any size. */
    const pieceSize = 4 << 20;

    async function digestOfFile(file, progress) {
      const hash = new SHA256();
      for (let offset = 0; offset < file.size; offset += pieceSize) {
        hash.update(new Uint8Array(await file.slice(offset, offset + pieceSize).arrayBuffer()));
        await progress(file.name, Math.min(1, (offset + pieceSize) / file.size));
      }
      return hexOfBytes(hash.digest());
    }

    /** Whether a name can only mean a file in the folder itself, on any system. */
    function isPlainName(name) {
      return name !== "." && name !== ".." && !/[\x00-\x1f\x7f\/\\:]/.test(name);
    }

    /** The signed digests by file name; a fault where a name is no plain one, or stands twice. */
    function readSubjects(statement) {
      const subjects = new Map();
      const folded = new Set();
      for (const subject of statement.objects("subject")) {
        const name = subject.text("name");
        if (!isPlainName(name) || name === manifestName || isBundleName(name)) {
          throw new Fault("the manifest lists a name that is no plain file name");
        }
        if (folded.has(name.toLowerCase())) {
          throw new Fault(`the manifest lists ${name} twice, or differing in case only`);
        }
        folded.add(name.toLowerCase());
        subjects.set(name, subject.object("digest").digest("sha256"));
      }
      for (const name of requiredNames) {
        if (!subjects.has(name)) throw new Fault(`the manifest doesn't list ${name}`);
      }
      return subjects;
    }

    /** Compares every listed file, and tells of those that nobody vouches for.

        Where a whole folder was given, a file that isn't there is missing; among files that were
        chosen one by one it may only not have been chosen. */
    async function checkFiles(findings, subjects, release, progress) {
      const rows = [];
      for (const [name, digest] of subjects) {
        const file = release.files.get(name);
        let outcome = "open";
        let sentence = "not among the files you chose, so it wasn't compared";
        if (file !== undefined) {
          const matches = await digestOfFile(file, progress) === digest;
          outcome = matches ? "passed" : "failed";
          sentence = matches ? "the bytes that were signed"
            : "changed or exchanged: not the bytes that were signed";
        } else if (release.isWhole) {
          outcome = "failed";
          sentence = "missing from the folder";
        }
        findings.add(outcome, "files", name, sentence);
        rows.push({ name, digest, outcome, isMissing: file === undefined && release.isWhole });
      }
      for (const name of release.files.keys()) {
        // Cosignatures and bundles are checked by themselves.
        const isKnown = subjects.has(name) || [manifestName, cosignaturesName].includes(name);
        if (isKnown || isBundleName(name)) continue;
        findings.add("noted", "files", name, "not listed in the manifest: nobody vouches for it");
      }
      return rows;
    }
    """#
}
