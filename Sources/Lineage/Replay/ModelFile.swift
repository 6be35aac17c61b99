package import GraphicalModels
import JSON
package import Marginals

/// The fitted model in plain text: `model.json`.
///
/// The distribution is ∝ exp(Σ θ_r(x_r)) over the shapes listed under "parameters"; tables are
/// row-major, the last attribute fastest, over the groups of levels where "groups" merges any. A number
/// is the shortest decimal text that reads back to the same double. The junction tree is written for
/// people; it follows from the cliques. "fit" says how close the model is to the measurements, and how
/// far from the closest at most.
package struct ModelFile: Sendable, Equatable {
  /// The name and version of the format.
  package static let format = "model/2"

  /// The most cells that the tables of a model read from a file may have.
  private static let cellLimit = 1 << 30

  /// The attributes with their names and sizes.
  package let domain: Domain

  /// The number of rows that the model stands for.
  package let total: Double

  /// θ for each measured shape.
  package let parameters: Parameters

  /// The combinations of levels that no row has.
  package let impossible: [ImpossibleCombination]

  /// How close the model is to the measurements; nil for one that was fitted to none.
  package let fit: Fit?

  /// How close a model is to the noisy measurements that it was fitted to.
  ///
  /// It costs no privacy: it follows from the measurements, which are public.
  package struct Fit: Sendable, Equatable {
    /// Σ ½·‖expected − measured‖²/σ², at least 0.
    package let loss: Double

    /// How far that may lie above the least that any distribution has, at most; at least 0.
    package let dualityGap: Double

    /// What no distribution's loss is under.
    package var bound: Double { loss - dualityGap }
  }

  /// The description of a model.
  package init(_ model: Model) {
    impossible = model.impossible
    domain = model.domain
    total = model.total
    parameters = model.parameters
    if let loss = model.loss, let gap = model.dualityGap {
      fit = Fit(loss: loss, dualityGap: gap)
    } else {
      fit = nil
    }
  }

  /// The model that is described, calibrated anew.
  package var model: Model {
    Model(domain: domain, total: total, parameters: parameters, impossible: impossible)
  }

  /// The bytes of the file: JSON for people, two spaces a level, members in a fixed order.
  package var bytes: [UInt8] { [UInt8](json.pretty.utf8) }

  private var json: JSON {
    let tree = JunctionTree(domain: domain, cliques: cliques)
    let combinations: [(String, JSON)] =
      impossible.isEmpty
      ? [] : [("impossible", .array(impossible.map { $0.json(in: domain) }))]
    let closeness: [(String, JSON)] =
      fit.map { fit in
        [
          (
            "fit",
            [
              "loss": .number(fit.loss), "bound": .number(fit.bound),
              "dualityGap": .number(fit.dualityGap),
            ]
          )
        ]
      } ?? []
    let members: [(String, JSON)] = [
      ("marginalia", .string(ModelFile.format)),
      (
        "about",
        "p(x) is proportional to exp of the sum of the parameters of x; row-major tables"
      ),
      ("total", .number(total)),
      ("attributes", .array(domain.attributes.map(\.json))),
      (
        "tree",
        .array(
          tree.cliques.indices.map { index in
            [
              "clique": domain.json(of: tree.cliques[index]),
              "parent": tree.parent[index].map(JSON.integer) ?? .null,
              "separator": domain.json(of: tree.separator[index]),
            ]
          }
        )
      ),
      (
        "parameters",
        .array(
          parameters.entries.map { entry in
            .object(
              entry.shape.members(in: domain) + [
                JSONMember(key: "values", value: .array(entry.values.map { .number($0) }))
              ]
            )
          }
        )
      ),
    ]
    return .object((members + closeness + combinations).map { JSONMember(key: $0.0, value: $0.1) })
  }

  /// Whether a model can hold these impossible combinations: some row is left, and their own tables
  /// have at most 2²⁴ cells.
  static func holds(_ impossible: [ImpossibleCombination], in domain: Domain) -> Bool {
    impossible.isEmpty
      || JunctionTree.cellCount(domain: domain, cliques: impossible.map(\.clique)) <= 1 << 24
        && Model.isPossible(without: impossible, in: domain)
  }

  /// The cliques that the junction tree is built of.
  private var cliques: [Clique] {
    parameters.entries.map(\.clique) + impossible.map(\.clique)
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
    guard Set(entries.map(\.shape)).count == entries.count else {
      throw fields.fault(.outOfRange, at: "parameters")
    }
    var impossible: [ImpossibleCombination] = []
    if fields.json["impossible"] != nil {
      for combination in try fields.objects("impossible") {
        impossible.append(try ImpossibleCombination(reading: combination, in: domain))
      }
    }
    fit = try ModelFile.fit(reading: fields)
    self.domain = domain
    self.total = total
    self.impossible = impossible
    parameters = Parameters(entries)
    guard JunctionTree.cellCount(domain: domain, cliques: cliques) <= ModelFile.cellLimit else {
      throw fields.fault(.outOfRange, at: "parameters")
    }
    guard ModelFile.holds(impossible, in: domain) else {
      throw fields.fault(.outOfRange, at: "impossible")
    }
    guard bytes == file else { throw .notCanonical(file: name) }
  }

  private static func fit(reading fields: FileFields) throws(LineageError) -> Fit? {
    guard fields.json["fit"] != nil else { return nil }
    let fields = try fields.object("fit")
    let loss = try fields.number("loss")
    let gap = try fields.number("dualityGap")
    guard loss >= 0 else { throw fields.fault(.outOfRange, at: "loss") }
    guard (0...loss).contains(gap) else { throw fields.fault(.outOfRange, at: "dualityGap") }
    return Fit(loss: loss, dualityGap: gap)
  }
}
