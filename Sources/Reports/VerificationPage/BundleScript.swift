/// Sigstore bundles: one signature of the manifest each, for clients that read nothing else.
///
/// - Source: sigstore/protobuf-specs, sigstore_bundle.proto, version 0.3.
enum BundleScript {
  static let text = #"""
    const bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    const bundleName = (key) => `manifest.${hexOfBytes(key.digest).slice(0, 16)}.sigstore.json`;
    const isBundleName = (name) => /^manifest\..*\.sigstore\.json$/s.test(name);

    /** Reads a bundle; only the bytes that the program itself writes are accepted. */
    function parseBundle(file) {
      const fields = parseFile(file);
      const envelope = readEnvelope(fields.object("dsseEnvelope"));
      const [{ fingerprint }] = envelope.signatures;
      const material = fields.object("verificationMaterial");
      const stamps = material.has("timestampVerificationData")
        ? material.object("timestampVerificationData").objects("rfc3161Timestamps").map(
          (stamp) => stamp.text("signedTimestamp")) : [];
      const written = canonicalText({
        mediaType: bundleType, dsseEnvelope: fields.member("dsseEnvelope"),
        verificationMaterial: {
          publicKey: { hint: fingerprint }, tlogEntries: [],
          ...(stamps.length > 0 && { timestampVerificationData: {
            rfc3161Timestamps: stamps.map((signedTimestamp) => ({ signedTimestamp })) } }),
        },
      });
      if (envelope.signatures.length !== 1 || canonicalText(fields.value) !== written) {
        throw new Fault("it is no sigstore bundle of one signature in the program's own form");
      }
      return { envelope, stamps: stamps.map(bytesOfBase64) };
    }

    /** Whether each trusted signer has its bundle, and each bundle the manifest's own signature. */
    async function checkBundles(findings, envelope, keys, release) {
      for (const name of keys.map(bundleName)) {
        if (release.files.has(name)) continue;
        findings.add(release.isWhole ? "failed" : "open", "bundle", name, release.isWhole
          ? "missing from the folder; whoever has the key can write it with: marginalia sign"
          : "not among the files you chose, so it wasn't compared");
      }
      for (const [name, file] of release.files) {
        if (!isBundleName(name)) continue;
        await findings.attempt("bundle", name, async () => {
          const bundle = parseBundle(new Uint8Array(await file.arrayBuffer()));
          const [{ fingerprint, bytes }] = bundle.envelope.signatures;
          const isOwn = areEqual(bundle.envelope.payload, envelope.payload)
            && envelope.signatures.some((signature) =>
              signature.fingerprint === fingerprint && areEqual(signature.bytes, bytes))
            && keys.every((key) => (bundleName(key) === name) === (key.fingerprint === fingerprint));
          findings.require(isOwn, "bundle", name,
            "a sigstore bundle with the manifest's payload and its signer's signature",
            `the bundle holds another payload or signature than ${manifestName}`);
          checkStamps(findings, bundle.stamps, bytes, name);
        });
      }
    }

    /** Whether time stamps are about the signature. */
    function checkStamps(findings, stamps, signature, name) {
      for (const stamp of stamps) {
        const { imprint, time } = parseTimestamp(stamp ?? new Uint8Array(0));
        if (!areEqual(imprint, sha256(signature))) {
          throw new Fault("a time stamp in it is not about its signature");
        }
        findings.add("noted", "bundle", name, "a time stamp says that the signature was there at "
          + `${time}; whose word that is, only openssl ts -verify can tell`);
      }
    }
    """#
}
