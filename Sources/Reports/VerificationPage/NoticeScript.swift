/// What the reader was handed about keys and releases: rotations and revocations.
///
/// Whoever hands over a notice wants it heeded, so one that can't be is a failed check, as it is in
/// the program's `verify`.
enum NoticeScript {
  static let text = #"""
    /** A time in UTC to the second; a fault for any other text, and for a day that doesn't exist. */
    function readTime(fields, key) {
      const text = fields.text(key);
      const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)
        && !Number.isNaN(Date.parse(text))
        && new Date(text).toISOString() === text.replace("Z", ".000Z");
      if (!isTime) throw new Fault(`${fields.at(key)} is no time in UTC`);
      return text;
    }

    /** The payload of a statement about subjects, each a name and the bytes of its digest. */
    const statementText = (subjects, predicateType, predicate) => canonicalText({
      _type: statementType, predicateType, predicate,
      subject: subjects.map(([name, digest]) => ({ name, digest: { sha256: hexOfBytes(digest) } })),
    });

    const keySubject = (key) => [key.fingerprint, key.digest];

    /** One key takes over from another, as both have signed. */
    async function readRotation(predicate, envelope) {
      const [old, successor] = ["old", "new"].map((which) => {
        const keys = parseKeys(predicate.object(which).text("publicKey"));
        if (keys.length !== 1) throw new Fault("it has to name one key for another");
        return keys[0];
      });
      const since = readTime(predicate, "since");
      const named = (key) => ({ keyid: key.fingerprint, publicKey: pemOfKey(key.bytes) });
      const text = statementText([keySubject(old), keySubject(successor)], rotationType,
        { old: named(old), new: named(successor), since });
      if (old.fingerprint === successor.fingerprint || text !== textOfBytes(envelope.payload)) {
        throw new Fault("it is a rotation in another form than the program's own");
      }
      if (!await isSignedBy(envelope, old) || !await isSignedBy(envelope, successor)) {
        throw new Fault("it is not signed by both of its keys");
      }
      return { old, successor, since };
    }

    /** A release or a key isn't to be relied on; who says so is in the envelope. */
    function readRevocation(statement, predicate, envelope) {
      const digest = bytesOfHex(
        (statement.objects("subject")[0] ?? statement).object("digest").digest("sha256"));
      const [kind, reason] = [predicate.text("revoked"), predicate.text("reason")];
      const since = readTime(predicate, "since");
      const names = { release: tableName, key: fingerprintOfDigest(digest) };
      const isWritten = Object.hasOwn(names, kind) && bytesOfText(reason).length <= longestReason
        && statementText([[names[kind], digest]], revocationType, { revoked: kind, reason, since })
          === textOfBytes(envelope.payload);
      if (!isWritten) throw new Fault("it is a revocation in another form than the program's own");
      return { kind, digest, name: names[kind], reason, since };
    }

    /** Reads what the reader was handed; what is neither a rotation nor a revocation is a fault. */
    async function readNotices(findings, texts) {
      const notices = { rotations: [], revocations: [] };
      for (const { name: file, text } of texts) {
        await findings.attempt("notice", file, async () => {
          const envelope = parseEnvelope(bytesOfText(text));
          const statement = new Fields(parseCanonical(textOfBytes(envelope.payload)));
          const predicate = statement.object("predicate");
          switch (statement.text("predicateType")) {
            case rotationType:
              notices.rotations.push({ file, ...await readRotation(predicate, envelope) });
              break;
            case revocationType:
              notices.revocations.push(
                { file, envelope, ...readRevocation(statement, predicate, envelope) });
              break;
            default:
              throw new Fault("it is neither a rotation nor a revocation");
          }
        });
      }
      return notices;
    }

    /** The rotations that start from a trusted key, or from one that another rotation leads to. */
    function rotationsOf(findings, rotations, trust) {
      const isRival = ({ old, successor }) => rotations.some((other) =>
        other.old.fingerprint === old.fingerprint
          && other.successor.fingerprint !== successor.fingerprint);
      for (const { file, old } of rotations.filter(isRival)) {
        findings.add("failed", "notice", file, `${old.fingerprint} was rotated to two keys, so that `
          + "one of them may be a thief's; neither is followed");
      }
      const single = rotations.filter((rotation) => !isRival(rotation));
      const widest = following(trust, single);
      const isKnown = ({ old }) => trustedOf(widest, old) !== undefined;
      for (const { file } of single.filter((rotation) => !isKnown(rotation))) {
        findings.add("noted", "notice", file,
          "a rotation of a key that you don't trust, which changes nothing");
      }
      return single.filter(isKnown);
    }

    const unsignedRevocation = "is said to be revoked, but by nobody whom you trust: ask the "
      + "publisher, and leave the notice out if it isn't theirs";

    /** What the notices leave of a trust, and the revocations of releases.

        A revocation counts when any trusted key signed it, the revoked one too: it can only make the
        reader more careful. A revoked key's rotation isn't followed: its thief could have made it. */
    async function heed(findings, texts, keys) {
      const start = keys.map((key) => [trusted(key)]);
      const notices = await readNotices(findings, texts);
      const rotations = rotationsOf(findings, notices.rotations, start);
      for (const notice of notices.revocations) {
        notice.isTrusted = false;
        for (const { key } of following(start, rotations).flat()) {
          notice.isTrusted = notice.isTrusted || await isSignedBy(notice.envelope, key);
        }
      }
      const ofKeys = notices.revocations.filter((notice) => notice.kind === "key");
      const isRevoked = ({ fingerprint }) =>
        ofKeys.some((notice) => notice.isTrusted && notice.name === fingerprint);
      const trust = following(start, rotations.filter(({ old }) => !isRevoked(old)));
      for (const { file, old, successor, since } of rotations) {
        findings.require(trustedOf(trust, successor) !== undefined, "notice", file,
          `${successor.fingerprint} takes over from ${old.fingerprint} as of ${since}`,
          "the rotation isn't followed: its old key was revoked, or its time is outside that "
            + "key's period");
      }
      for (const { file, name, reason, since, isTrusted } of ofKeys) {
        const own = trustedOf(trust, { fingerprint: name });
        if (own === undefined) {
          findings.add("noted", "notice", file, `about the key ${name}, which you don't trust`);
        } else if (findings.require(isTrusted, "notice", file, `${name} is taken as revoked`,
          `${name} ${unsignedRevocation}`)) {
          own.revocation = { since, reason };
        }
      }
      return { trust, withdrawals: notices.revocations.filter(({ kind }) => kind === "release") };
    }

    /** Whether anybody has withdrawn the release whose table has this digest. */
    function checkWithdrawals(findings, withdrawals, table) {
      for (const { file, digest, reason, since, isTrusted } of withdrawals) {
        if (hexOfBytes(digest) !== table) {
          findings.add("noted", "notice", file,
            `about another release, whose table is ${hexOfBytes(digest)}`);
        } else {
          findings.add("failed", "notice", file, isTrusted
            ? `the release was withdrawn as of ${since}: ${reason}`
            : `the release ${unsignedRevocation}`);
        }
      }
    }
    """#
}
