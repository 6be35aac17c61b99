/// The proofs that a manifest carries about its ledger: the charge is in it, and it only grew.
enum ProofScript {
  static let text = #"""
    function readProof(fields, key) {
      return fields.list(key).map((text) => {
        const hash = typeof text === "string" ? bytesOfHex(text) : null;
        if (hash?.length !== 32) throw new Fault(`${fields.at(key)} has something that is no hash`);
        return hash;
      });
    }

    /** The charge's commit record in the tree of the checkpoint. */
    function checkInclusion(findings, ledger) {
      const { fields, commit, checkpoint } = ledger;
      if (!fields.has("inclusionProof")) {
        findings.add("noted", "ledger", "checkpoint",
          "the manifest carries no proof that the charge is in the checkpoint's tree");
        return;
      }
      const proof = readProof(fields, "inclusionProof");
      findings.require(
        isIncluded(leafHash(commit.bytes), commit.index, checkpoint.size, checkpoint.root, proof),
        "ledger", "checkpoint",
        "the charge's record is in the checkpoint's tree, by an inclusion proof",
        "the charge's record is not in the checkpoint's tree: the inclusion proof fails");
    }

    /** An older manifest of the same ledger: signed by the same keys, and never contradicted. */
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
      if (from.size === to.size) {
        findings.require(isConsistent(from, to, []), "older", place,
          "both quote one and the same ledger",
          "two ledgers of one name and length differ: it was rolled back or rewritten");
        return;
      }
      const step = ledger.fields.has("consistency") ? ledger.fields.object("consistency") : null;
      if (step?.count("from") !== from.size) {
        findings.add("open", "older", place,
          `this manifest carries no proof from the older one's ${from.size} records to its own `
            + `${to.size}: ask the publisher for the ledger, or for the manifests in between`);
        return;
      }
      findings.require(isConsistent(from, to, readProof(step, "proof")), "older", place,
        `the ledger only grew, from ${from.size} to ${to.size} records, by a consistency proof`,
        "the consistency proof fails: the ledger was rolled back or rewritten");
    }
    """#
}
