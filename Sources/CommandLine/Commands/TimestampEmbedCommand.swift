import Marginalia

/// The command `marginalia timestamp embed`.
enum TimestampEmbedCommand {
  static let command = Command(
    ["timestamp", "embed"],
    "put a time stamp into the bundle of the signature it is about",
    discussion: """
      Checks that the answer is about one of the release's signatures, and nothing else of it: whether
      the authority's own signature holds, and whether you trust the authority, only openssl can tell:
        openssl ts -verify -in answer.tsr -queryfile request.tsq -CAfile authority.pem
      """,
    examples: [.init("after the answer came", "marginalia timestamp embed release/ answer.tsr")],
    operands: [.init("FOLDER", "the release"), .init("ANSWER", "the authority's answer, DER")]
  ) { invocation, _ throws(MarginaliaError) in
    let answer = invocation.required("ANSWER")
    let bundle = try Timestamps.embed(answer, into: invocation.required("FOLDER"))
    return Outcome(
      text: """
        \(bundle.path): holds a time stamp of \(bundle.time ?? "") for the signature by \(bundle.key)
        not checked here is the authority's own signature:
          openssl ts -verify -in \(answer) -queryfile REQUEST.tsq -CAfile AUTHORITY.pem
        """,
      json: bundle.json
    )
  }
}
