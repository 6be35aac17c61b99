/// The ledger's records as the manifest quotes them: their chain, what they speak of, their proof.
enum LedgerScript {
  static let text = #"""
    /** A quoted record: its members and its hash. */
    function readRecord(records, type) {
      const text = records.text(type);
      const record = new Fields(parseCanonical(text), `the record ${type}`);
      if (record.text("type") !== type) throw new Fault(`the record ${type} is of another type`);
      const bytes = bytesOfText(text);
      return {
        fields: record, bytes, hash: hexOfBytes(sha256(bytes)),
        index: record.count("i"), previous: record.digest("prev"),
      };
    }

    /** Reads the member "ledger" of a statement. */
    function readLedger(predicate) {
      const ledger = predicate.object("ledger");
      const records = ledger.object("records");
      const [genesis, reserve, begin, commit] = ["genesis", "reserve", "begin", "commit"].map(
        (type) => readRecord(records, type));
      return {
        fields: ledger, identity: ledger.digest("id"), genesis, reserve, begin, commit,
        checkpoint: parseCheckpoint(ledger.text("checkpoint")),
      };
    }

    /** Chain, order, and what the records speak of. */
    function checkRecords(findings, predicate, ledger, subjects) {
      const { genesis, reserve, begin, commit } = ledger;
      const check = (holds, sentence, otherwise) =>
        findings.require(holds, "ledger", manifestName, sentence, otherwise);
      check(
        genesis.index === 0 && ledger.identity === genesis.hash,
        "the ledger's identity is the hash of its first record",
        "the ledger's identity is not the hash of its first record");
      check(
        reserve.index > 0 && begin.index === reserve.index + 1
          && commit.index === begin.index + 1 && begin.previous === reserve.hash
          && commit.previous === begin.hash
          && begin.fields.count("reservation") === reserve.index
          && commit.fields.count("reservation") === reserve.index,
        "charge, start and end of the measuring follow on each other in the hash chain",
        "charge, start and end of the measuring don't follow on each other in the hash chain");
      check(
        predicate.object("release").digest("id") === reserve.hash,
        "the release is the one that this charge paid for",
        "the release is not the one that this charge paid for");
      const measured = commit.fields.digest("measurements");
      check(
        measured === predicate.object("process").object("measurements").digest("sha256")
          && measured === subjects.get(measurementsName),
        "the ledger was told of these measurements, and of no others",
        "the ledger was told of other measurements than the released ones");
    }

    /** The checkpoint: whose it is, who signed it, and that the charge is in it. */
    async function checkCheckpoint(findings, ledger, ledgerKeys) {
      const { checkpoint, commit } = ledger;
      const place = "checkpoint";
      findings.require(
        checkpoint.origin === `marginalia-ledger/${ledger.identity.slice(0, 32)}`
          && checkpoint.size > commit.index,
        "ledger", place,
        `a checkpoint of this ledger, over ${checkpoint.size} records, this charge among them`,
        "a checkpoint of another ledger, or from before this charge");
      if (ledgerKeys.length === 0) {
        findings.add("noted", "ledger", place,
          "its signature wasn't checked, as no key of the ledger was given; the publisher's "
            + "signature covers it as a text");
      }
      for (const key of ledgerKeys) {
        findings.require(
          await isCheckpointSigned(checkpoint, key.bytes), "ledger", place,
          `signed by the ledger key you trust, ${key.fingerprint}`,
          `not signed by the ledger key you trust, ${key.fingerprint}`);
      }
      checkInclusion(findings, ledger);
    }
    """#
}
