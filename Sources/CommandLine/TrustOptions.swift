import Marginalia

/// The options that say whose signatures count, and what else is known about their keys.
enum TrustOptions {
  /// The options, with the name of the one that gives single keys.
  static func options(key: String) -> [Option] {
    [
      Option(
        key,
        takes: .text("FILE"),
        isRepeatable: true,
        "a public key that you trust, whatever the release says; may be repeated"
      ),
      Option(
        "threshold",
        takes: .count(1...1000),
        "how many of those keys have to have signed (default: 1)"
      ),
      Option(
        "trust",
        takes: .text("FILE"),
        "in their place, a file of trusted keys with names, roles and periods"
      ),
      Option(
        "rotations",
        takes: .text("FILE"),
        isRepeatable: true,
        "a statement that a new key takes over from a trusted one; may be repeated"
      ),
      Option(
        "revocations",
        takes: .text("FILE"),
        isRepeatable: true,
        "a statement that a key or a release is revoked; may be repeated"
      ),
      Option(
        "timestamps-checked",
        "openssl ts -verify passed: count what was stamped before a revocation"
      ),
    ]
  }

  /// Whom the options trust.
  static func keys(_ invocation: Invocation, key: String) throws(MarginaliaError) -> TrustedKeys {
    var keys = try named(invocation, key: key)
    keys.timestampsAreChecked = invocation.has("timestamps-checked")
    return keys
  }

  private static func named(
    _ invocation: Invocation,
    key: String
  ) throws(MarginaliaError) -> TrustedKeys {
    let files = invocation.texts(key)
    switch (files.isEmpty, invocation.text("trust")) {
    case (false, nil):
      return try .keys(files, threshold: invocation.count("threshold") ?? 1)
    case (true, let file?):
      guard !invocation.has("threshold") else {
        throw .usage(
          "the trust file says how many signers are needed; --threshold goes with --\(key)"
        )
      }
      return try .file(file)
    case (true, nil):
      throw .usage(
        "\(invocation.command.name) needs --\(key) or --trust: trust comes from you, not from the "
          + "release; see 'marginalia help \(invocation.command.name)'"
      )
    case (false, _?):
      throw .usage("give --\(key) or --trust, not both")
    }
  }

  /// What the options hand over about keys and releases.
  static func notices(_ invocation: Invocation) -> HandedNotices {
    HandedNotices(
      rotations: invocation.texts("rotations"),
      revocations: invocation.texts("revocations")
    )
  }
}
