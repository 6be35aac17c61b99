/// The proofs that a manifest carries about its ledger: who signed its checkpoint, that the charge is
/// in it, and that it only grew.
///
/// - Source: RFC 6962, sections 2.1.1 and 2.1.2, for the proofs.
enum ProofScript {
  static let text = #"""
    /** The keys of the ledger, from its first record to the checkpoint; a fault where a change isn't
        shown to be in the ledger, signed by the old key and by the new one. */
    async function ledgerKeysOf(ledger) {
      const { genesis, keyChanges, checkpoint: { size, root } } = ledger;
      const keys = [bytesOfHex(genesis.fields.text("key"))];
      let place = 0;
      for (const { record, proof } of keyChanges) {
        const next = bytesOfHex(record.fields.text("key"));
        const unsigned = bytesOfText(canonicalText({ ...record.fields.value, signatures: [] }));
        const message = signedMessage("application/vnd.marginalia.ledger-record+json", unsigned);
        const signatures = record.fields.list("signatures").map((text) => bytesOfHex(String(text)));
        const isShown = record.index > place && signatures.length === 2
          && await isValidSignature(keys.at(-1), signatures[0] ?? [], message)
          && await isValidSignature(next ?? [], signatures[1] ?? [], message)
          && isIncluded(leafHash(record.bytes), record.index, size, root, proof);
        if (!isShown) throw new Fault("a change of the ledger's key is not shown to be in order");
        keys.push(next);
        place = record.index;
      }
      return keys;
    }

    /** The checkpoint: whose it is, who signed it, what is in its tree, what it grew from. */
    async function checkCheckpoint(findings, ledger, trusted) {
      const { checkpoint, commit, genesis, inclusion, earlier } = ledger;
      const { size, root } = checkpoint;
      const place = "checkpoint";
      const check = (holds, sentence, otherwise) =>
        findings.require(holds, "ledger", place, sentence, otherwise);
      check(
        checkpoint.origin === `marginalia-ledger/${ledger.identity.slice(0, 32)}`
          && size === commit.index + 1,
        `a checkpoint of this ledger, over its ${size} records up to this charge`,
        "a checkpoint of another ledger, or of another time than this charge");
      const keys = await ledgerKeysOf(ledger);
      const fingerprint = fingerprintOf(keys.at(-1));
      check(
        await isCheckpointSigned(checkpoint, keys.at(-1)),
        `signed by the ledger's own key, ${fingerprint}`,
        `not signed by the ledger's own key, ${fingerprint}`);
      const isIn = (record, name) => isIncluded(
        leafHash(record.bytes), record.index, size, root, readProof(inclusion, name));
      check(
        isIn(genesis, "genesis") && isIn(commit, "commit"),
        "the ledger's first record and this charge are in its tree, by inclusion proofs",
        "the ledger's first record or this charge is not in its tree: an inclusion proof fails");
      check(
        earlier.length > 0 && earlier.every((tree) =>
          tree.size > 0 && isConsistent(tree, checkpoint, tree.proof)),
        `the ledger only grew, by consistency proofs (earlier states: ${earlier.length})`,
        "an earlier state of the ledger is not shown to be its beginning");
      if (trusted.length === 0) {
        findings.add("noted", "ledger", place,
          "whether that key is the ledger's is the publisher's word, as you gave none");
      }
      for (const key of trusted) {
        check(
          keys.some((own) => areEqual(own, key.bytes)),
          `the ledger's key is the one you trust, or follows from it, ${key.fingerprint}`,
          `the ledger's key is not the one you trust, ${key.fingerprint}`);
      }
    }

    /** An older manifest of the same ledger: signed by a trusted key, and never contradicted. */
    async function checkOlder(findings, bytes, keys, ledger, claim) {
      const place = "older manifest";
      const envelope = parseEnvelope(bytes);
      const signers = await judgeSignatures(envelope, keys);
      const isSigned = signers.some((signer) => signer.outcome === "passed");
      if (!findings.require(isSigned, "older", place, "signed by a key you trust",
        "not signed by a key you trust, so nothing can be compared with it")) return;
      const predicate =
        new Fields(parseCanonical(textOfBytes(envelope.payload))).object("predicate");
      const older = readLedger(predicate);
      if (older.identity !== ledger.identity) {
        findings.add("open", "older", place, "it is of another ledger: the two can't be compared");
        return;
      }
      const [from, to] = [older.checkpoint, ledger.checkpoint];
      if (from.size > to.size) {
        findings.add("open", "older", place,
          "it is the newer of the two: check it, and give this release's manifest as the older one");
        return;
      }
      findings.require(
        readClaim(predicate).cumulative.isAtMost(claim.cumulative), "older", place,
        "the ledger's charges have not shrunk since",
        "the ledger's charges have shrunk since: it was rolled back or rewritten");
      const known = [{ ...to, proof: [] }, ...ledger.earlier].find(
        (tree) => tree.size === from.size);
      if (known === undefined) {
        findings.add("open", "older", place,
          `this manifest carries no proof from the older one's ${from.size} records to its own `
            + `${to.size}: ask the publisher for the ledger, or for the manifests in between`);
        return;
      }
      findings.require(
        areEqual(known.root, from.root) && isConsistent(known, to, known.proof), "older", place,
        `the ledger of then, of ${from.size} records, is the beginning of the one of now`,
        "the ledger of then is not the beginning of the one of now: it was rolled back or rewritten");
    }
    """#
}
