/// The way to check a release with a shell and openssl alone; README.md has the same text.
package enum VerificationRecipe {
  /// A script for any POSIX shell, to be run in the release's folder.
  ///
  /// It rebuilds the bytes that are signed: the DSSE pre-authentication encoding of the payload.
  ///
  /// - Source: DSSE 1.0.2, protocol.
  package static let text = """
    KEY=release.pub.pem    # the publisher's key, not from this folder
    TYPE=application/vnd.in-toto+json

    # The signed statement, and the bytes that were signed.
    sed 's/.*"payload":"\\([^"]*\\)".*/\\1/' manifest.dsse.json | base64 -d > payload.json
    sed 's/.*"sig":"\\([^"]*\\)".*/\\1/' manifest.dsse.json | base64 -d > sig.bin
    { printf 'DSSEv1 %d %s %d ' ${#TYPE} "$TYPE" "$(wc -c < payload.json)"
      cat payload.json; } > pae.bin

    # Who signed.
    openssl pkeyutl -verify -pubin -inkey "$KEY" -rawin -in pae.bin -sigfile sig.bin

    # Which files: each must be reported as OK.
    sed 's/.*"subject":\\[\\(.*\\)\\]}$/\\1/' payload.json | tr '{' '\\n' |
      sed -n 's/^"sha256":"\\([0-9a-f]*\\)"},"name":"\\([^"]*\\)".*/\\1  \\2/p' | sha256sum -c
    """
}
