import Arithmetic
import Randomness

extension Kernel {
  /// Discrete Gaussian noise of variance 100 from the system's randomness, which stays secret: the
  /// checksum is but the number of draws.
  static func noise(_ workbench: Workbench) -> Kernel {
    let noise = DiscreteGaussian(variance: 100)
    let counts = Array(repeating: 0, count: 200_000)
    return Kernel(unit: "draw") {
      guard var entropy = try? SystemEntropy() else {
        return Round(units: 0, seconds: 0, checksum: 0)
      }
      let (values, seconds) = Stopwatch.time { noise.addNoise(to: counts, using: &entropy) }
      return Round(units: values.count, seconds: seconds, checksum: Double(values.count))
    }
  }

  /// 64 bits of the system's randomness.
  static func randomWords(_ workbench: Workbench) -> Kernel {
    Kernel(unit: "word") {
      let count = 400_000
      let (bytes, seconds) = Stopwatch.time { try? SystemEntropy.bytes(8 * count) }
      return Round(units: count, seconds: seconds, checksum: Double((bytes?.count ?? 0) / 8))
    }
  }
}
