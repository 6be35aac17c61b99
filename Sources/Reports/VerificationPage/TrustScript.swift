/// Whose signatures count, for releases of which time, after what the reader knows of rotations.
///
/// The rules are those of ``Trust`` in the program: a new key joins its signer's others, so that a
/// signer counts once, and a rotation outside its old key's period isn't followed.
enum TrustScript {
  static let text = #"""
    /** A trusted key with its period; times are texts that sort as times do. */
    const trusted = (key, from = "0000", until = "9999-99") =>
      ({ key, from, until, revocation: null });

    const hasPeriod = ({ from, until }, time) => from <= time && time <= until;

    /** A signer's own keys, or one of all keys; undefined where nobody has it. */
    const signerOf = (trust, { fingerprint }) =>
      trust.find((signer) => signer.some((own) => own.key.fingerprint === fingerprint));
    const trustedOf = (trust, { fingerprint }) =>
      trust.flat().find((own) => own.key.fingerprint === fingerprint);

    /** The trust after all rotations that can be followed, in whatever order they come. */
    function following(trust, rotations) {
      const signers = trust.map((signer) => signer.map((own) => ({ ...own })));
      const rest = [...rotations];
      const canFollow = ({ old, since }) => {
        const own = trustedOf(signers, old);
        return own !== undefined && hasPeriod(own, since);
      };
      for (let next; (next = rest.findIndex(canFollow)) >= 0;) {
        const [{ old, successor, since }] = rest.splice(next, 1);
        const own = trustedOf(signers, old);
        if (since < own.until) own.until = since;
        const signer = signerOf(signers, old);
        const other = signerOf(signers, successor);
        if (other === undefined) {
          signer.push(trusted(successor, since));
        } else if (other !== signer) {
          signer.push(...other);
          signers.splice(signers.indexOf(other), 1);
        }
      }
      return signers;
    }

    /** Why a key's signature doesn't count for a release made at that time; null where it does.

        A revoked key's never does: whoever stole the key can write any time. */
    function objection({ from, until, revocation }, created) {
      if (revocation !== null) {
        return `was revoked as of ${revocation.since}: ${revocation.reason}`;
      }
      if (created < from) {
        return `is for releases made from ${from} on, and this one was made at ${created}`;
      }
      return until < created
        ? `is for releases made until ${until}, and this one was made at ${created}` : null;
    }

    /** Whether each signer signed, with whichever of its keys, and never falsely. */
    function areAllSigned(findings, trust, signatures) {
      let areSigned = trust.length > 0;
      for (const { fingerprint, outcome } of signatures) {
        if (outcome !== "failed") continue;
        findings.add("failed", "signature", manifestName,
          `the signature under the key you trust is false, ${fingerprint}`);
        areSigned = false;
      }
      for (const signer of trust) {
        const names = signer.map((own) => own.key.fingerprint);
        if (signatures.some(({ fingerprint }) => names.includes(fingerprint))) continue;
        findings.add("failed", "signature", manifestName,
          `not signed by the key you trust, ${names.join(" or ")}`);
        areSigned = false;
      }
      return areSigned;
    }

    /** Whether each signer's signature counts for a release of that time. */
    function doAllCount(findings, trust, signatures, created) {
      let doCount = true;
      for (const signer of trust) {
        const own = signer.flatMap((held) => signatures
          .filter(({ fingerprint }) => fingerprint === held.key.fingerprint)
          .map((signature) => ({ signature, why: objection(held, created) })));
        const counted = own.find(({ why }) => why === null);
        for (const { signature, why } of own.filter(({ why }) => why !== null)) {
          signature.outcome = "void";
          findings.add(counted ? "noted" : "failed", "signature", manifestName,
            `the signature by ${signature.fingerprint} doesn't count: the key ${why}`);
        }
        if (counted) {
          findings.add("passed", "signature", manifestName,
            `signed by the key you trust, ${counted.signature.fingerprint}`);
        }
        doCount = doCount && counted !== undefined;
      }
      return doCount;
    }
    """#
}
