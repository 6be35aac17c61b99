import GraphicalModels
import Marginals

/// How close the model is to the noisy measurements, and to the closest that any could be.
struct FitNote {
  let facts: ReportFacts

  /// Nothing for a model that was fitted to no measurements.
  var html: String {
    guard let loss = facts.model.loss, let gap = facts.model.dualityGap else { return "" }
    // Repeated measurements of a shape are one, with their noise together.
    let cells = Set(facts.answers.map(\.shape)).reduce(0) { $0 + $1.cellCount(in: facts.domain) }
    let share = loss > 0 ? gap / loss : 0
    return """
      <h3>How close the model is to the measurements</h3>
      <p>The loss of a distribution is the sum, over the \(Figure.count(cells)) measured counts, of its
      squared distance to the count over twice the variance of the noise. Noise alone makes it about
      \(Figure.count(cells / 2)) for the private table itself, and a model with less follows the noise
      also; so fitting stops early on purpose. What no distribution’s loss is under was found with the
      model. \(LeakClass.measured.mark)</p>
      <dl class="tiles">
      <div><dt>Loss of the model</dt><dd>\(Figure.short(loss))</dd></div>
      <div><dt>Least possible loss, at least</dt><dd>\(Figure.short(loss - gap))</dd></div>
      <div><dt>Of the model’s loss could be less, at most</dt><dd>\(Figure.percent(share))</dd></div>
      </dl>
      """
  }
}
