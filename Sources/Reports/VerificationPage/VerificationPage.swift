import Cryptography
import JSON
import Ledger
import Lineage

/// The page that checks a release in a browser: one file, without network, without this program.
///
/// It checks what `verify` checks but the replay: signatures by keys that the reader chooses, every
/// file's digest, the ledger's records and proofs, the arithmetic of the budget. Its bytes depend on
/// the program's version alone, so a reader may take it from anywhere that states their digest.
package enum VerificationPage {
  /// The bytes of the file: UTF-8 text.
  ///
  /// - Complexity: O(bytes).
  package static var html: [UInt8] {
    let style = "\n\(StyleSheet.text)\n\(PageStyle.text)\n"
    let script = "\n\(self.script)\n"
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy(style: style, script: script))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>Check a release</title>
      <style>\(style)</style>
      </head>
      <body>
      \(PageMarkup.text)
      <script>\(script)</script>
      </body>
      </html>

      """
    return [UInt8](page.utf8)
  }

  /// Nothing is loaded, sent or run but the very style and script that stand in the page, and no
  /// text can become markup.
  ///
  /// - Source: Content Security Policy Level 3, section 6; Trusted Types, section 5.
  private static func policy(style: String, script: String) -> String {
    let digest = { (text: String) in
      "'sha256-\(Base64.encode(SHA256.digest(of: [UInt8](text.utf8))))'"
    }
    return "default-src 'none'; script-src \(digest(script)); style-src \(digest(style)); "
      + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
      + "trusted-types 'none'"
  }

  /// The script, each part after those it builds on.
  private static var script: String {
    [
      "\"use strict\";", constants, BytesScript.text, CanonicalJSONScript.text, HashScript.text,
      Ed25519Script.text, PublicKeyScript.text, FractionScript.text, EnvelopeScript.text,
      MerkleScript.text, CheckpointScript.text, FindingsScript.text, ClaimScript.text,
      LedgerScript.text, ProofScript.text, FilesScript.text, ReleaseScript.text, PageScript.text,
    ].joined(separator: "\n\n")
  }

  /// The names that page and program have to agree on.
  private static var constants: String {
    let names: KeyValuePairs<String, JSON> = [
      "statementType": .string(Manifest.statementType),
      "predicateType": .string(Manifest.predicateType),
      "payloadType": .string(Envelope.payloadType),
      "manifestName": .string(ReleaseFile.manifest),
      "measurementsName": .string(ReleaseFile.measurements),
      "cosignaturesName": .string(ReleaseFile.cosignatures),
      "recordVersion": .integer(LedgerRecord.version),
      "requiredNames": .array(ReleaseFile.required.map { .string($0) }),
    ]
    return names.map { name, value in
      "const \(name) = \(String(decoding: value.canonical, as: UTF8.self));"
    }.joined(separator: "\n")
  }
}
