/// Loops over many rows at a time, which stay fast where the rows are narrow.
///
/// A loop that begins anew every two or three cells costs more than its cells. So rows of a few cells
/// are taken several at once, and short sums by loops whose length the compiler knows.
extension TableKernels {
  /// Rows are narrow up to here; so many cells of them are taken at once.
  private static let lanes = 64

  /// tⱼ += Σᵣ x[r·width + j]: rows that are added up.
  @inline(__always)
  static func addRows(
    _ x: UnsafePointer<Double>,
    _ rows: Int,
    _ width: Int,
    to t: UnsafeMutablePointer<Double>
  ) {
    let together = min(lanes / width, rows / 4)
    guard together > 1 else {
      for row in 0..<rows { unsafe add(x + row &* width, to: t, width) }
      return
    }
    let span = together &* width
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes) { buffer in
      guard let sums = buffer.baseAddress else { return }
      unsafe sums.update(from: x, count: span)
      var row = together
      while row &+ together <= rows {
        unsafe add(x + row &* width, to: sums, span)
        row &+= together
      }
      for place in 0..<together { unsafe add(sums + place &* width, to: t, width) }
      while row < rows {
        unsafe add(x + row &* width, to: t, width)
        row &+= 1
      }
    }
  }

  /// tᵣ += Σⱼ x[r·width + j]: rows that are summed.
  @inline(__always)
  static func sumRows(
    _ x: UnsafePointer<Double>,
    _ rows: Int,
    _ width: Int,
    to t: UnsafeMutablePointer<Double>
  ) {
    @inline(__always) func few(_ width: Int) {
      for row in 0..<rows {
        var total = 0.0
        for cell in 0..<width { unsafe total += x[row &* width &+ cell] }
        unsafe t[row] += total
      }
    }
    switch width {
    case 2: few(2)
    case 3: few(3)
    case 4: few(4)
    case 5: few(5)
    case 6: few(6)
    case 7: few(7)
    default: for row in 0..<rows { unsafe t[row] += sum(x + row &* width, width) }
    }
  }

  /// y[r·width + j] ×= fⱼ: each row by the same row.
  @inline(__always)
  static func multiplyRows(
    _ y: UnsafeMutablePointer<Double>,
    _ rows: Int,
    _ width: Int,
    by f: UnsafePointer<Double>
  ) {
    let together = min(lanes / width, rows / 4)
    guard together > 1 else {
      for row in 0..<rows { unsafe multiply(y + row &* width, by: f, width) }
      return
    }
    let span = together &* width
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes) { buffer in
      guard let factors = buffer.baseAddress else { return }
      for place in 0..<together {
        unsafe (factors + place &* width).update(from: f, count: width)
      }
      var row = 0
      while row &+ together <= rows {
        unsafe multiply(y + row &* width, by: factors, span)
        row &+= together
      }
      while row < rows {
        unsafe multiply(y + row &* width, by: f, width)
        row &+= 1
      }
    }
  }

  /// y[r·width + j] ×= fᵣ: each row by one number.
  @inline(__always)
  static func scaleRows(
    _ y: UnsafeMutablePointer<Double>,
    _ rows: Int,
    _ width: Int,
    by f: UnsafePointer<Double>
  ) {
    @inline(__always) func few(_ width: Int) {
      for row in 0..<rows {
        let factor = unsafe f[row]
        for cell in 0..<width { unsafe y[row &* width &+ cell] *= factor }
      }
    }
    switch width {
    case 2: few(2)
    case 3: few(3)
    case 4: few(4)
    case 5: few(5)
    case 6: few(6)
    case 7: few(7)
    default: for row in 0..<rows { unsafe scale(y + row &* width, by: f[row], width) }
    }
  }
}
