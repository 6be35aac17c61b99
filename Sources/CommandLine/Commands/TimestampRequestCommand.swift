import Marginalia

/// The command `marginalia timestamp request`.
enum TimestampRequestCommand {
  static let command = Command(
    ["timestamp", "request"],
    "write the request for a time stamp of a release's signature",
    discussion: """
      A time-stamping authority (RFC 3161) signs that the signature was there at its time. Send it the
      request, and put its answer into the release with 'marginalia timestamp embed':
        curl -H 'Content-Type: application/timestamp-query' --data-binary @request.tsq URL > answer.tsr
      """,
    examples: [
      .init("ask", "marginalia timestamp request release/ --out request.tsq"),
      .init(
        "one of several signers",
        "marginalia timestamp request release/ --key auditor.pub.pem --out request.tsq"
      ),
    ],
    operands: [.init("FOLDER", "the release")],
    options: [
      Option("key", takes: .text("FILE"), "the public key whose signature is meant"),
      Option("out", takes: .text("FILE"), isRequired: true, "the request to make"),
      Command.force,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let request = try Timestamps.request(
      folder: invocation.required("FOLDER"),
      key: invocation.text("key"),
      to: invocation.required("out"),
      overwrites: invocation.has("force")
    )
    return Outcome(
      text: "\(request.path): asks for a time stamp of the signature by \(request.key)",
      json: request.json
    )
  }
}
