import Cryptography

extension ReleaseVerification {
  /// Checks envelope, signature and statement; nil where there is no statement to go on with.
  mutating func checkManifest(in folder: ReleaseFolder, key: Ed25519.PublicKey) -> Manifest? {
    let file = ReleaseFile.manifest
    let bytes: [UInt8]
    do throws(ReleaseFolder.Fault) {
      bytes = try folder.content(of: file)
    } catch {
      note(
        .envelope,
        .failed,
        file,
        "the manifest \(error.sentence); without it nothing is vouched for"
      )
      return nil
    }
    let envelope: Envelope
    do throws(EnvelopeFault) {
      envelope = try Envelope(parsing: bytes)
    } catch {
      note(.envelope, .failed, file, "\(error)")
      return nil
    }
    note(.envelope, .passed, file, "a DSSE envelope in its canonical spelling")
    guard envelope.isSigned(by: key) else {
      let signers = envelope.signatures.map { $0.keyIdentifier.printable }.joined(separator: ", ")
      note(
        .signature,
        .failed,
        file,
        "not signed by the trusted key \(key.fingerprint); it names \(signers)"
      )
      return nil
    }
    note(.signature, .passed, file, "signed by the trusted key \(key.fingerprint)")
    do throws(LineageError) {
      let manifest = try Manifest(parsing: envelope.payload)
      note(.statement, .passed, file, "an in-toto statement with every field of \(Self.predicate)")
      return manifest
    } catch {
      note(.statement, .failed, file, "\(error)")
      return nil
    }
  }

  private static let predicate = Manifest.predicateType

  /// Checks that exactly the listed files are there, each with the listed digest.
  mutating func checkFiles(of manifest: Manifest, in folder: ReleaseFolder) {
    var names: Set<String> = []
    for subject in manifest.subjects {
      let name = subject.name
      guard ReleaseFolder.isPlain(name), name != ReleaseFile.manifest else {
        note(
          .file,
          .failed,
          name.printable,
          "the manifest lists a name that is no plain file name"
        )
        continue
      }
      guard names.insert(name.lowercased()).inserted else {
        note(.file, .failed, name, "the manifest lists the name twice, or differing in case only")
        continue
      }
      do throws(ReleaseFolder.Fault) {
        require(
          try folder.digest(of: name) == subject.digest,
          .file,
          name,
          "its SHA-256 is the one that was signed",
          else: "its SHA-256 is not the one that was signed: the file was changed or exchanged"
        )
      } catch {
        note(.file, .failed, name, "the file \(error.sentence), but the manifest vouches for it")
      }
    }
    for name in ReleaseFile.required where !names.contains(name) {
      note(.file, .failed, name, "the manifest doesn't list the file, which every release has")
    }
    // Cosignatures are checked by themselves: they say nothing but what their signatures do.
    let listed = Set(manifest.subjects.map(\.name))
      .union([ReleaseFile.manifest, ReleaseFile.cosignatures])
    for name in folder.names where !listed.contains(name) {
      note(.folder, .noted, name.printable, "not listed in the manifest: nobody vouches for it")
    }
  }
}

extension String {
  /// The text with everything that could mislead a terminal written as `?`, and cut to 100 characters.
  var printable: String {
    String(
      prefix(100).map { character in
        character.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) } ? character : "?"
      }
    )
  }
}
