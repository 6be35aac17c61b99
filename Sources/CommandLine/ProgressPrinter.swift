import Marginalia

/// Shows how far a run is: a bar on a terminal, a line a station elsewhere.
///
/// It decides nothing about when to speak: the library is silent between begin and commit.
final class ProgressPrinter {
  private let console: Console
  private var station = ""
  private var percent = -1

  /// Makes a printer that speaks in the console's manner.
  init(_ console: Console) {
    self.console = console
  }

  /// Shows one step.
  func show(_ progress: SynthesisProgress) {
    guard !console.manner.quiet else { return }
    switch progress {
    case .station(let name):
      endBar()
      station = name
      console.note(console.manner.lively ? "\(bar(0)) \(name)\r" : "\(name)\n")
      percent = 0
    case .fraction(let fraction):
      let now = Int(max(0, min(1, fraction)) * 100)
      guard console.manner.lively, now != percent else { return }
      percent = now
      console.note("\(bar(now)) \(station)\r")
    }
  }

  /// Leaves the line of the bar, so that what follows begins on its own.
  func endBar() {
    guard console.manner.lively, percent >= 0 else { return }
    console.note("\(bar(100)) \(station)\n")
    percent = -1
  }

  private func bar(_ percent: Int) -> String {
    let full = percent / 5
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: 20 - full)
      + "]"
  }
}
