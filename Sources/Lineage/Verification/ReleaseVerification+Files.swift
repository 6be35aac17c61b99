import Cryptography

extension ReleaseVerification {
  /// Checks that exactly the listed files are there, each with the listed digest.
  mutating func checkFiles(of manifest: Manifest, in folder: ReleaseFolder) {
    var names: Set<String> = []
    for subject in manifest.subjects {
      let name = subject.name
      guard ReleaseFolder.isPlain(name), name != ReleaseFile.manifest, !ReleaseFile.isBundle(name)
      else {
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
    // Cosignatures and bundles are checked by themselves.
    let listed = Set(manifest.subjects.map(\.name))
      .union([ReleaseFile.manifest, ReleaseFile.cosignatures])
    for name in folder.names where !listed.contains(name) && !ReleaseFile.isBundle(name) {
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
