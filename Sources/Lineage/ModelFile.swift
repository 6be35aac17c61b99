package import GraphicalModels
import JSON
package import Marginals

/// The fitted model in plain text: `model.json`.
///
/// The distribution is ∝ exp(Σ θ_r(x_r)) over the shapes listed under "parameters"; tables are
/// row-major, the last attribute fastest, over the groups of levels where "groups" merges any. A number is the shortest decimal text that reads back to
/// the same double. The junction tree is written for people; it follows from the cliques.
package struct ModelFile: Sendable, Equatable {
  /// The name and version of the format.
  private static let format = "model/1"

  /// The most cells that the tables of a model read from a file may have.
  private static let cellLimit = 1 << 30

  /// The attributes with their names and sizes.
  package let domain: Domain

  /// The number of rows that the model stands for.
  package let total: Double

  /// θ for each measured shape.
  package let parameters: Parameters

  /// The description of a model.
  package init(_ model: Model) {
    domain = model.domain
    total = model.total
    parameters = model.parameters
  }

  /// The model that is described, calibrated anew.
  package var model: Model { Model(domain: domain, total: total, parameters: parameters) }

  /// The bytes of the file: JSON for people, two spaces a level, members in a fixed order.
  package var bytes: [UInt8] { [UInt8](json.pretty.utf8) }

  private var json: JSON {
    let tree = JunctionTree(domain: domain, cliques: parameters.entries.map(\.clique))
    return [
      "marginalia": .string(ModelFile.format),
      "about": "p(x) is proportional to exp of the sum of the parameters of x; row-major tables",
      "total": .number(total),
      "attributes": .array(domain.attributes.map(\.json)),
      "tree": .array(
        tree.cliques.indices.map { index in
          [
            "clique": domain.json(of: tree.cliques[index]),
            "parent": tree.parent[index].map(JSON.integer) ?? .null,
            "separator": domain.json(of: tree.separator[index]),
          ]
        }
      ),
      "parameters": .array(
        parameters.entries.map { entry in
          .object(
            entry.shape.members(in: domain) + [
              JSONMember(key: "values", value: .array(entry.values.map { .number($0) }))
            ]
          )
        }
      ),
    ]
  }

  /// Reads the file; only the bytes that ``bytes`` gives are accepted.
  package init(parsing file: [UInt8]) throws(LineageError) {
    let name = ReleaseFile.model
    let fields = try FileFields(parsing: file, file: name, format: ModelFile.format)
    let total = try fields.number("total")
    guard total >= 0 else { throw fields.fault(.outOfRange, at: "total") }
    let domain = try Domain(reading: fields, at: "attributes")
    var entries: [Parameters.Entry] = []
    for entry in try fields.objects("parameters") {
      let shape = try MarginalShape(reading: entry, in: domain)
      let values = try entry.numbers("values")
      guard values.count == shape.cellCount(in: domain) else {
        throw entry.fault(.wrongLength, at: "values")
      }
      entries.append(Parameters.Entry(shape: shape, values: values))
    }
    guard Set(entries.map(\.shape)).count == entries.count,
      JunctionTree.cellCount(domain: domain, cliques: entries.map(\.clique))
        <= ModelFile.cellLimit
    else { throw fields.fault(.outOfRange, at: "parameters") }
    self.domain = domain
    self.total = total
    parameters = Parameters(entries)
    guard bytes == file else { throw .notCanonical(file: name) }
  }
}
