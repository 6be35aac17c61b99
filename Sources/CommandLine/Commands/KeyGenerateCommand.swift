import Marginalia

/// The command `marginalia key generate`.
enum KeyGenerateCommand {
  static let command = Command(
    ["key", "generate"],
    "make a key that signs releases or a ledger",
    discussion: """
      Writes NAME.pem (PKCS#8, readable by you alone) and NAME.pub.pem, which you give away.
      Use one key for releases and another for the ledger. A key that exists is never replaced.
      --encrypt asks for a passphrase, which every command that takes the key will ask for again.
      """,
    examples: [
      .init("a key for releases", "marginalia key generate --out keys/release"),
      .init("a key for the ledger", "marginalia key generate --out keys/ledger"),
      .init("encrypted at rest", "marginalia key generate --out keys/release --encrypt"),
    ],
    options: [
      Option(
        "out",
        takes: .text("NAME"),
        isRequired: true,
        "where the two files go, without an ending"
      ),
      Option("encrypt", "encrypt the private key with a passphrase, as openssl does"),
    ] + PassphraseOptions.options(for: "out")
  ) { invocation, console throws(MarginaliaError) in
    let passphrase = try PassphraseOptions.newPassphrase(invocation, console)
    let key = try Keys.generate(at: invocation.required("out"), passphrase: passphrase)
    return Outcome(text: words(for: key), json: key.json)
  }

  /// A key in words.
  static func words(for key: KeyFile) -> String {
    let encryption = key.iterations.map { ", encrypted (\($0) iterations)" } ?? ""
    var lines = ["\(key.path): \(key.kind.rawValue) key, Ed25519\(encryption)"]
    if let publicPath = key.publicPath { lines.append("\(publicPath): public key, Ed25519") }
    return (lines + ["fingerprint \(key.fingerprint)"]).joined(separator: "\n")
  }
}
