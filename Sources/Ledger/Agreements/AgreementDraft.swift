package import JSON

extension Agreement {
  /// The clause that two parties start from: a question wherever nothing is given.
  ///
  /// - Parameters:
  ///   - dataset: the private table's name.
  ///   - epsilon: the cap's ε.
  ///   - delta: the cap's δ.
  ///   - from: the first day.
  ///   - until: the last day.
  ///   - purposes: codes of the Data Use Ontology.
  /// - Returns: the clause, which is refused until every question is answered.
  package static func draft(
    dataset: String? = nil,
    epsilon: String? = nil,
    delta: String? = nil,
    from: String? = nil,
    until: String? = nil,
    purposes: [String]? = nil
  ) -> JSON {
    func answer(_ text: String?, _ question: String) -> JSON { .string(text ?? "? \(question)") }
    return [
      "marginalia": .string(format), "title": "? what the contract is called, with its number",
      "parties": [
        ["name": "? who holds the private table", "role": "curator"],
        ["name": "? who receives releases", "role": "recipient"],
      ],
      "dataset": answer(dataset, "the private table's name, as in the ledger"),
      "unit": "row", "neighbours": "add-remove-one",
      "cap": [
        "epsilon": answer(epsilon, "the most epsilon that all releases together may reach"),
        "delta": answer(delta, "at which delta, as in 1e-9"),
      ],
      "period": [
        "from": answer(from, "the first day, as in 2026-01-01"),
        "until": answer(until, "the last day"),
      ],
      "purposes": .array(
        purposes?.map { .string($0) } ?? ["? a code of the Data Use Ontology, as in DUO:0000042"]
      ),
      "prohibitions": [
        "to try to find out who is behind a row, or whether someone is in the private table",
        "to link rows with records of people, or with other releases, for that end",
      ],
      "duties": [
        "to say, wherever rows or results are shown, that the rows are synthetic, and who made them",
        "to tell the curator without delay of anyone found, and of any defect",
      ],
      "checking": .string(
        "Before use, the recipient runs: marginalia verify RELEASE --key KEY.pub.pem --replay, with "
          + "the curator's public key from an annex of the contract; and audits the ledger once a year."
      ),
      "criteria": [
        ["kind": "workload-share", "error": "1/10", "atLeast": "1/2"]
      ],
    ]
  }
}
