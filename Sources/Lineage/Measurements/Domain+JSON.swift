import JSON
import Marginals

extension Attribute {
  /// The attribute as files have it.
  var json: JSON { ["name": .string(name), "size": .integer(size)] }
}

extension Domain {
  /// The largest number of levels that a file may give an attribute.
  private static let sizeLimit = 1_000_000

  /// Reads a list of attributes.
  init(reading fields: FileFields, at key: String) throws(LineageError) {
    var attributes: [Attribute] = []
    var names: Set<String> = []
    for attribute in try fields.objects(key) {
      let name = try attribute.text("name")
      guard names.insert(name).inserted else { throw attribute.fault(.notAttributes, at: "name") }
      attributes.append(
        Attribute(name: name, size: try attribute.integer("size", in: 1...Domain.sizeLimit))
      )
    }
    self.init(attributes)
  }

  /// A clique's attributes by name.
  func json(of clique: Clique) -> JSON { .array(names(of: clique).map { .string($0) }) }
}

extension Clique {
  /// Reads a list of the domain's attribute names, ascending in the domain's order.
  ///
  /// - Throws: where a name is unknown, repeated or out of order.
  init(reading names: [String], in domain: Domain, of fields: FileFields, at key: String)
    throws(LineageError)
  {
    guard let clique = domain.clique(named: names), clique.count == names.count,
      domain.names(of: clique) == names
    else { throw fields.fault(.notAttributes, at: key) }
    self = clique
  }

  /// Reads a list of lists of attribute names.
  static func list(
    reading fields: FileFields,
    at key: String,
    in domain: Domain
  ) throws(LineageError) -> [Clique] {
    var cliques: [Clique] = []
    for element in try fields.elements(key) {
      guard let texts = element.array else { throw fields.fault(.notList, at: key) }
      cliques.append(
        try Clique(reading: texts.compactMap(\.string), in: domain, of: fields, at: key)
      )
    }
    return cliques
  }
}

extension Workload.Query {
  /// The query as files have it.
  func json(in domain: Domain) -> JSON {
    ["attributes": domain.json(of: clique), "weight": .integer(weight)]
  }

  /// Reads a query.
  init(reading fields: FileFields, in domain: Domain) throws(LineageError) {
    let names = try fields.texts("attributes")
    guard !names.isEmpty else { throw fields.fault(.notAttributes, at: "attributes") }
    self.init(
      clique: try Clique(reading: names, in: domain, of: fields, at: "attributes"),
      weight: try fields.integer("weight", in: 1...1_000_000_000)
    )
  }
}
