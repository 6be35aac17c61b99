import Marginalia

/// The command `marginalia key show`.
enum KeyShowCommand {
  static let command = Command(
    ["key", "show"],
    "show a key's kind and fingerprint",
    discussion: """
      The fingerprint is the one that releases carry as keyid, in the form of 'ssh-keygen -l'.
      """,
    examples: [.init("which key is this?", "marginalia key show keys/release.pub.pem")],
    operands: [.init("FILE", "a private or a public key, PEM")],
    options: PassphraseOptions.options(for: "FILE")
  ) { invocation, console throws(MarginaliaError) in
    let key = try Keys.show(
      invocation.required("FILE"),
      passphrases: PassphraseOptions.passphrases(for: ["FILE"], invocation, console)
    )
    return Outcome(text: KeyGenerateCommand.words(for: key), json: key.json)
  }
}
