/// One of the program's inner loops, prepared: every call of `run` does the same work once.
struct Kernel {
  /// How one run went.
  struct Round {
    /// How many units of work were done.
    let units: Int
    /// The processor time that they took.
    let seconds: Double
    /// A number that follows from the result; a peer that does the same work finds the same.
    let checksum: Double

    /// The time of one unit.
    var nanoseconds: Double { seconds / Double(units) * 1e9 }
  }

  /// What one unit of work is.
  let unit: String

  /// Does the work once.
  let run: () -> Round

  /// The preparation of each kernel, by name.
  static let all: [String: @Sendable (Workbench) -> Kernel] = [
    "counting": counting, "read-modify-write": readModifyWrite, "beliefs": beliefs,
    "summing": summing, "rows": rows, "refined rows": refinedRows, "reading": reading,
    "scanning": scanning, "writing": writing, "drawing and writing": drawingAndWriting,
    "copying": copying, "noise": noise, "random words": randomWords,
  ]
}
