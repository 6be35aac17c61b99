import Marginalia

/// The options that say who have to have signed a clause.
enum AgreementOptions {
  /// The options, with the names of the one that gives single keys and of the one for a file of them.
  static func options(key: String, trust: String) -> [Option] {
    [
      Option(
        key,
        takes: .text("FILE"),
        isRepeatable: true,
        "a party's public key, which must have signed the clause; may be repeated"
      ),
      Option(
        trust,
        takes: .text("FILE"),
        "in its place, a trust file with names, roles and periods"
      ),
    ]
  }

  /// Who have to have signed: all whose keys are given, or whom the file asks for; nil where neither
  /// is given.
  static func parties(
    _ invocation: Invocation,
    key: String,
    trust: String
  ) throws(MarginaliaError) -> TrustedKeys? {
    let files = invocation.texts(key)
    switch (files.isEmpty, invocation.text(trust)) {
    case (true, nil): return nil
    case (false, nil): return try .keys(files, threshold: files.count)
    case (true, let file?): return try .file(file)
    case (false, _?): throw .usage("give --\(key) or --\(trust), not both")
    }
  }
}
