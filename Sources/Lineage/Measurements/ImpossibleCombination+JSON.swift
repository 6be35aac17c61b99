import JSON
import Marginals

extension ImpossibleCombination {
  /// The attributes by name, and for each the codes of its levels.
  func json(in domain: Domain) -> JSON {
    [
      "attributes": domain.json(of: clique),
      "levels": .array(levels.map { .array($0.map(JSON.integer)) }),
    ]
  }

  /// Reads a combination.
  init(reading fields: FileFields, in domain: Domain) throws(LineageError) {
    let names = try fields.texts("attributes")
    let clique = try Clique(reading: names, in: domain, of: fields, at: "attributes")
    let lists = try fields.elements("levels")
    guard clique.count > 0, lists.count == clique.count else {
      throw fields.fault(.wrongLength, at: "levels")
    }
    var levels: [[Int]] = []
    for (list, size) in zip(lists, domain.shape(of: clique)) {
      guard let codes = list.array?.map({ $0.integer ?? -1 }), !codes.isEmpty,
        zip(codes, codes.dropFirst()).allSatisfy(<), codes.allSatisfy((0..<size).contains)
      else { throw fields.fault(.outOfRange, at: "levels") }
      levels.append(codes)
    }
    self.init(clique: clique, levels: levels)
  }
}
