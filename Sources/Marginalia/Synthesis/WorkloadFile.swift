import JSON
import Marginals

/// A workload as a request names it.
enum WorkloadFile {
  /// The workload called `pairs` or `triples`, or the one in a JSON file:
  /// `[{"attributes": ["age", "sex"], "weight": 2}, …]`, the weight being 1 where it is left out.
  ///
  /// - Throws: `badInput` where the file isn't of that form or names an unknown column.
  static func workload(_ name: String, of domain: Domain) throws(MarginaliaError) -> Workload {
    switch name {
    case "pairs": return .all(degree: 2, of: domain)
    case "triples": return .all(degree: 3, of: domain)
    default: break
    }
    let bytes = try Files.read(name)
    let parsed: JSON
    do throws(JSONError) {
      parsed = try JSON(parsing: bytes)
    } catch {
      throw malformed(name, "\(error)")
    }
    guard let elements = parsed.array, !elements.isEmpty else {
      throw malformed(name, "expected a list of marginals with at least one of them")
    }
    var queries: [Workload.Query] = []
    for (position, element) in elements.enumerated() {
      queries.append(try query(element, at: "\(name), entry \(position + 1)", of: domain))
    }
    return Workload(queries)
  }

  private static func query(
    _ element: JSON,
    at place: String,
    of domain: Domain
  ) throws(MarginaliaError) -> Workload.Query {
    guard let names = element["attributes"]?.array?.map(\.string), !names.isEmpty,
      names.count <= 8
    else {
      throw malformed(place, "expected \"attributes\": a list of 1 to 8 column names")
    }
    for name in names where name.flatMap(domain.index(of:)) == nil {
      throw malformed(place, "the schema has no column \(name ?? "of that kind")")
    }
    let weight = element["weight"].map { $0.integer ?? 0 } ?? 1
    guard (1...1_000_000).contains(weight),
      let clique = domain.clique(named: names.compactMap { $0 })
    else { throw malformed(place, "expected \"weight\": a whole number from 1 to 1000000") }
    return Workload.Query(clique: clique, weight: weight)
  }

  private static func malformed(
    _ place: String,
    _ message: String
  ) -> MarginaliaError {
    .badInput("the workload can't be used", findings: [Finding(place: place, message: message)])
  }
}
