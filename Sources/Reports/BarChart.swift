/// A column's counts as lying bars, a line each, with the level's label before and its count behind.
struct BarChart {
  private static let labelWidth = 180.0
  private static let barWidth = 360.0
  private static let countWidth = 60.0
  private static let lineHeight = 22.0
  private static let labelLength = 24

  private let profile: ColumnProfile

  init(_ profile: ColumnProfile) { self.profile = profile }

  /// The drawing.
  var svg: String {
    let width = Self.labelWidth + Self.barWidth + Self.countWidth
    let height = Self.lineHeight * Double(profile.levels.count) + 4
    let lines = profile.levels.enumerated().map { index, level in
      line(level, at: Double(index) * Self.lineHeight + 2)
    }
    let zero = Figure.coordinate(place(0))
    return """
      <svg viewBox="0 0 \(Figure.coordinate(width)) \(Figure.coordinate(height))" role="img" \
      aria-label="Bar chart of \(Markup.text(profile.name)); its numbers are in the table below">
      \(lines.joined(separator: "\n"))
      <line class="axis" x1="\(zero)" x2="\(zero)" y1="0" y2="\(Figure.coordinate(height))"/>
      </svg>
      """
  }

  /// Where a value lies from left to right.
  private func place(_ value: Double) -> Double {
    let range = profile.range
    return Self.labelWidth
      + Self.barWidth * (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  private func line(_ level: ColumnProfile.Level, at top: Double) -> String {
    let middle = top + Self.lineHeight / 2
    let text = Figure.coordinate(middle + 4)
    let value = level.count ?? level.expected
    let (left, right) = (min(place(0), place(value)), max(place(0), place(value)))
    let low = place(value - level.margin)
    let high = place(value + level.margin)
    let mark = place(level.expected)
    let band =
      level.count == nil
      ? ""
      : rectangle("band", from: low, to: high, top: middle - 3, height: 6)
    return """
      <g><title>\(Markup.text(level.label)): \(Figure.decimal(value, places: 0)) ± \
      \(Figure.short(level.margin))</title>
      <text class="label" x="\(Figure.coordinate(Self.labelWidth - 10))" y="\(text)">\
      \(Markup.text(shortened(level.label)))</text>
      \(rectangle(level.count == nil ? "guess" : "count", from: left, to: right, top: top + 3, height: 16))
      \(band)
      <line class="model" x1="\(Figure.coordinate(mark))" x2="\(Figure.coordinate(mark))" \
      y1="\(Figure.coordinate(top + 1))" y2="\(Figure.coordinate(top + 21))"/>
      <text class="value" x="\(Figure.coordinate(Self.labelWidth + Self.barWidth + Self.countWidth))" \
      y="\(text)">\(Figure.decimal(value, places: 0))</text></g>
      """
  }

  private func rectangle(
    _ style: String,
    from left: Double,
    to right: Double,
    top: Double,
    height: Double
  ) -> String {
    """
    <rect class="\(style)" x="\(Figure.coordinate(left))" y="\(Figure.coordinate(top))" \
    width="\(Figure.coordinate(right - left))" height="\(Figure.coordinate(height))"/>
    """
  }

  private func shortened(_ label: String) -> String {
    label.count <= Self.labelLength ? label : label.prefix(Self.labelLength - 1) + "…"
  }
}
