/// The losses that a report computes with: the multiples of 2^−bits.
struct LossGrid: Sendable, Hashable {
  /// The bits behind the point.
  let bits: Int

  /// The distance between two losses of the grid.
  let spacing: Double

  /// The grid of spacing 2^−`bits`.
  init(bits: Int) {
    self.bits = bits
    spacing = Double(sign: .plus, exponent: -bits, significand: 1)
  }

  /// A loss between two of the grid, as a mixture of these.
  struct Place {
    /// The index of the lower one.
    let index: Int
    /// The share of the mass that goes to the lower one; a few units in the last place uncertain.
    let lowerShare: Double
    /// The share of the mass that goes to the upper one.
    let upperShare: Double
  }

  /// Where an atom of loss L goes: split onto its neighbours so that both distributions of the pair
  /// keep their mass.
  ///
  /// With r = L − i·h the shares are (e^(h−r) − 1)/(e^h − 1) and e^(h−r)·(e^r − 1)/(e^h − 1): those of
  /// an interpolation that is linear in e^ε. The privacy profile is convex there, so the split pair
  /// dominates the atom.
  ///
  /// - Precondition: |L| is below 2³⁰ spacings.
  /// - Source: Doroshenko et al., Connect the dots, PoPETs 2022, algorithm 1.
  func place(_ loss: Double) -> Place {
    let index = (loss / spacing).rounded(.down)
    let rest = loss - index * spacing
    let whole = Margin.exponentialLessOne(spacing)
    let beyond = Margin.exponentialLessOne(spacing - rest)
    return Place(
      index: Int(index),
      lowerShare: beyond / whole,
      upperShare: (1 + beyond) * Margin.exponentialLessOne(rest) / whole
    )
  }

  /// The first index whose loss is at least `loss`.
  func index(atLeast loss: Double) -> Int { Int((loss / spacing).rounded(.up)) }
}
