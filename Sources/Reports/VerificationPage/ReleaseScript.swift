/// The whole check of a release, in the order in which one thing rests on another.
///
/// Nothing of a manifest is shown or used before a trusted key's signature on it is found valid.
enum ReleaseScript {
  static let text = #"""
    /** Reads the keys that the reader gave; a text that is no key leaves the verdict open. */
    function readKeys(findings, texts, topic, what) {
      const keys = new Map();
      for (const { name, text } of texts) {
        try {
          for (const key of parseKeys(text)) keys.set(key.fingerprint, key);
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          findings.add("open", topic, name, `${what} can't be used: ${error.message}`);
        }
      }
      return [...keys.values()];
    }

    /** The manifest's envelope, or null with a finding that says why there is none. */
    async function readManifest(findings, release) {
      const file = release.files.get(manifestName);
      if (file === undefined) {
        findings.add(
          release.isWhole ? "failed" : "open", "signature", manifestName,
          release.isWhole ? "missing from the folder: nothing is vouched for"
            : "choose the release's folder, or its files with this one among them");
        return null;
      }
      return findings.attempt("signature", manifestName, async () => {
        if (file.size > longestManifest) throw new Fault("it is too large for a manifest");
        return parseEnvelope(new Uint8Array(await file.arrayBuffer()));
      });
    }

    /** Checks a release.

        given.release.files maps names to File objects, given.release.isWhole says whether they are a
        whole folder; given.keys and given.ledgerKeys are texts with names; given.older is a File or
        null. The result's statement is null unless every trusted key signed it. */
    async function checkRelease(given, progress) {
      const findings = new Findings();
      const result = { findings, signers: [], files: [], statement: null };
      const keys = readKeys(findings, given.keys, "signature", "this key");
      const ledgerKeys = readKeys(findings, given.ledgerKeys, "ledger", "this ledger key");
      if (keys.length === 0) {
        findings.add("open", "signature", "key",
          "give the key that you trust, from a source other than the release");
      }
      const envelope = await readManifest(findings, given.release);
      if (envelope === null) return result;
      result.signers = await judgeSignatures(envelope, keys);
      let isSigned = keys.length > 0;
      for (const { fingerprint } of keys) {
        const own = result.signers.filter((signer) => signer.fingerprint === fingerprint);
        const isValid = own.length > 0 && own.every((signer) => signer.outcome === "passed");
        findings.require(
          isValid, "signature", manifestName, `signed by the key you trust, ${fingerprint}`,
          own.length === 0 ? `not signed by the key you trust, ${fingerprint}`
            : `the signature under the key you trust is false, ${fingerprint}`);
        isSigned = isSigned && isValid;
      }
      if (!isSigned) return result;

      await findings.attempt("statement", manifestName, async () => {
        const statement = new Fields(parseCanonical(textOfBytes(envelope.payload)));
        for (const [key, known] of [["_type", statementType], ["predicateType", predicateType]]) {
          const found = statement.text(key);
          if (found !== known) {
            throw new Fault(`it is of the type ${found.slice(0, 100)}, and this page reads ${known}`);
          }
        }
        const subjects = readSubjects(statement);
        const predicate = statement.object("predicate");
        const release = predicate.object("release");
        const claim = readClaim(predicate);
        const ledger = readLedger(predicate);
        result.statement = {
          claim, name: release.text("name"), created: release.text("created"),
          rows: predicate.object("process").object("rows").count("count"),
          limits: predicate.list("limits").filter((limit) => typeof limit === "string"),
        };
        result.files = await checkFiles(findings, subjects, given.release, progress);
        checkRecords(findings, predicate, ledger, subjects);
        checkClaim(findings, predicate, claim, ledger);
        await checkCheckpoint(findings, ledger, ledgerKeys);
        if (given.older !== null) {
          await findings.attempt("older", "older manifest", async () => checkOlder(
            findings, new Uint8Array(await given.older.arrayBuffer()), keys, ledger, claim));
        }
      });
      return result;
    }
    """#
}
