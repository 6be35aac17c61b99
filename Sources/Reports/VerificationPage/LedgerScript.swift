/// The ledger's records as the manifest quotes them: their chain, what they speak of, their proof.
enum LedgerScript {
  static let text = #"""
    /** The hashes of a proof. */
    function readProof(fields, key) {
      return fields.list(key).map((text) => {
        const hash = typeof text === "string" ? bytesOfHex(text) : null;
        if (hash?.length !== 32) throw new Fault(`${fields.at(key)} has something that is no hash`);
        return hash;
      });
    }

    /** A quoted record: its members and its hash. */
    function readRecord(records, key, type = key) {
      const text = records.text(key);
      const record = new Fields(parseCanonical(text), `the record ${type}`);
      const version = record.count("v");
      if (version !== recordVersion) {
        throw new Fault(
          `the record ${type} is of version ${version}, and this page reads version ${recordVersion}`);
      }
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
        inclusion: ledger.object("inclusion"),
        keyChanges: ledger.objects("keyChanges").map((change) => ({
          record: readRecord(change, "record", "key"), proof: readProof(change, "inclusion"),
        })),
        earlier: ledger.objects("earlier").map((tree) => ({
          size: tree.count("size"), root: bytesOfHex(tree.digest("root")),
          proof: readProof(tree, "consistency"),
        })),
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
    """#
}
