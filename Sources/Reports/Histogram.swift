/// A column's counts as standing bars beside each other, for many levels.
struct Histogram {
  private static let width = 600.0
  private static let height = 190.0
  private static let left = 52.0
  private static let bottom = 24.0
  private static let top = 8.0

  /// The longest label of which five fit below the bars; of longer ones two do.
  private static let shortLabel = 10

  private let profile: ColumnProfile

  init(_ profile: ColumnProfile) { self.profile = profile }

  /// The drawing.
  var svg: String {
    let step = (Self.width - Self.left) / Double(profile.levels.count)
    let bars = profile.levels.enumerated().map { index, level in
      bar(level, from: Self.left + Double(index) * step, width: step)
    }
    return """
      <svg viewBox="0 0 \(Figure.coordinate(Self.width)) \(Figure.coordinate(Self.height))" \
      role="img" \
      aria-label="Histogram of \(Markup.text(profile.name)); its numbers are in the table below">
      \(grid)
      \(bars.joined(separator: "\n"))
      <path class="model" d="\(modelPath(step: step))"/>
      \(labels(step: step))
      </svg>
      """
  }

  /// Where a value lies from top to bottom.
  private func place(_ value: Double) -> Double {
    let range = profile.range
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return Self.height - Self.bottom - share * (Self.height - Self.bottom - Self.top)
  }

  private func bar(_ level: ColumnProfile.Level, from left: Double, width: Double) -> String {
    let value = level.count ?? level.expected
    let gap = width > 4 ? 1.0 : 0
    func rectangle(_ style: String, _ one: Double, _ other: Double) -> String {
      let top = min(place(one), place(other))
      return """
        <rect class="\(style)" x="\(Figure.coordinate(left))" y="\(Figure.coordinate(top))" \
        width="\(Figure.coordinate(width - gap))" \
        height="\(Figure.coordinate(max(place(one), place(other)) - top))"/>
        """
    }
    let band =
      level.count == nil
      ? "" : rectangle("band", value - level.margin, value + level.margin)
    return """
      <g><title>\(Markup.text(level.label)): \(Figure.decimal(value, places: 0)) ± \
      \(Figure.short(level.margin))</title>\
      \(rectangle(level.count == nil ? "guess" : "count", 0, value))\(band)</g>
      """
  }

  private func modelPath(step: Double) -> String {
    profile.levels.enumerated().map { index, level in
      let left = Self.left + Double(index) * step
      let height = Figure.coordinate(place(level.expected))
      return "\(index == 0 ? "M" : "L")\(Figure.coordinate(left)) \(height)"
        + "H\(Figure.coordinate(left + step))"
    }.joined()
  }

  /// Lines at round values, with their numbers.
  private var grid: String {
    roundValues.map { value in
      let height = place(value)
      return """
        <line class="\(value == 0 ? "axis" : "grid")" x1="\(Figure.coordinate(Self.left))" \
        x2="\(Figure.coordinate(Self.width))" y1="\(Figure.coordinate(height))" \
        y2="\(Figure.coordinate(height))"/>\
        <text class="label" x="\(Figure.coordinate(Self.left - 8))" \
        y="\(Figure.coordinate(height + 4))">\(Figure.decimal(value, places: 0))</text>
        """
    }.joined(separator: "\n")
  }

  /// 0 and up to four multiples of a round step.
  private var roundValues: [Double] {
    let highest = profile.range.upperBound
    var step = 1.0
    // 1, 2, 5, 10, 20, 50, …: at most 60 steps for any count.
    var factors = [2.0, 2.5, 2.0][...]
    while highest / step > 4 {
      step *= factors.removeFirst()
      if factors.isEmpty { factors = [2.0, 2.5, 2.0] }
    }
    return (0...Int(highest / step)).map { Double($0) * step }
  }

  private func labels(step: Double) -> String {
    let count = profile.levels.count
    let areShort = profile.levels.allSatisfy { $0.label.count <= Self.shortLabel }
    let last = areShort ? 4 : 1
    let positions = (0...last).map { $0 * (count - 1) / last }
    return positions.enumerated().map { order, index in
      let anchor = order == 0 ? "start" : order == last ? "end" : "middle"
      // The outermost labels end where the bars do.
      let shift = order == 0 ? 0 : order == last ? 1 : 0.5
      let place = Self.left + step * (Double(index) + shift)
      return """
        <text class="tick" text-anchor="\(anchor)" x="\(Figure.coordinate(place))" \
        y="\(Figure.coordinate(Self.height - 6))">\
        \(Markup.text(String(profile.levels[index].label.prefix(32))))</text>
        """
    }.joined(separator: "\n")
  }
}
