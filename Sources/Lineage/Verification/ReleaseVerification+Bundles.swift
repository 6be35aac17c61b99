import Cryptography

extension ReleaseVerification {
  /// Checks the bundles: one for each trusted signer, and each the envelope's own payload and
  /// signature.
  mutating func checkBundles(
    of envelope: Envelope,
    signedBy keys: [Ed25519.PublicKey],
    in folder: ReleaseFolder
  ) {
    let expected = keys.map(ReleaseFile.bundle(of:))
    for name in expected where !folder.names.contains(name) {
      note(
        .bundle,
        .failed,
        name,
        "the file is missing; whoever has the key can write it with: marginalia sign"
      )
    }
    for name in folder.names where ReleaseFile.isBundle(name) {
      let bundle: SignatureBundle
      do throws(ReleaseFolder.Fault) {
        let bytes = try folder.content(of: name)
        do throws(EnvelopeFault) {
          bundle = try SignatureBundle(parsing: bytes)
        } catch {
          note(.bundle, .failed, name.printable, "\(error)")
          continue
        }
      } catch {
        note(.bundle, .failed, name.printable, "the file \(error.sentence)")
        continue
      }
      require(
        bundle.envelope.payload == envelope.payload
          && envelope.signatures.contains(bundle.signature)
          && keys.allSatisfy {
            (ReleaseFile.bundle(of: $0) == name)
              == ($0.fingerprint == bundle.signature.keyIdentifier)
          },
        .bundle,
        name.printable,
        "a sigstore bundle with the manifest's payload and its signer's signature",
        else: "the bundle holds another payload or signature than \(ReleaseFile.manifest)"
      )
      checkTimestamps(of: bundle, name)
    }
  }

  /// The earliest time that the time stamps of a key's signature state; nil where there is none.
  static func timestamp(
    of key: Ed25519.PublicKey,
    _ envelope: Envelope,
    in folder: ReleaseFolder
  ) -> UTCTime? {
    guard let signature = envelope.signature(by: key),
      let bytes = try? folder.content(of: ReleaseFile.bundle(of: key)),
      let bundle = try? SignatureBundle(parsing: bytes)
    else { return nil }
    let times = bundle.timestamps.compactMap { answer -> UTCTime? in
      guard let stamp = try? TimestampResponse(der: answer), stamp.isAbout(signature.bytes) else {
        return nil
      }
      return UTCTime(generalized: stamp.time)
    }
    return times.min()
  }

  /// Checks that a bundle's time stamps are about its signature.
  private mutating func checkTimestamps(of bundle: SignatureBundle, _ name: String) {
    for answer in bundle.timestamps {
      guard let stamp = try? TimestampResponse(der: answer),
        stamp.isAbout(bundle.signature.bytes),
        let time = UTCTime(generalized: stamp.time)
      else {
        note(.bundle, .failed, name.printable, "a time stamp in it is not about its signature")
        continue
      }
      note(
        .bundle,
        .noted,
        name.printable,
        "a time stamp says that the signature was there at \(time); whose word that is, only "
          + "openssl ts -verify can tell"
      )
    }
  }
}
