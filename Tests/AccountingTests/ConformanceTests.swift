import Foundation
import Testing

/// Which file of known values is held against what, and how closely: no file goes ungraded by
/// accident.
@Suite struct ConformanceTests {
  /// A file of known values, the test that grades it, and the tolerance that it is graded by.
  struct Grade: Sendable {
    let file: String
    let suite: String
    let test: String
    let tolerance: String
  }

  static let grades = [
    Grade(
      file: "zcdp_to_dp.json",
      suite: "AccountingTests/ZeroConcentratedTests",
      test: "mpmath's ε are met from above, and certified",
      tolerance: "never below; at most 1e-15 relative above"
    ),
    Grade(
      file: "zcdp_of_mechanisms.json",
      suite: "AccountingTests/PriceTests",
      test: "the published prices of mechanisms are met exactly",
      tolerance: "exact; pure prices never below, at most 1e-15 relative above"
    ),
    Grade(
      file: "discrete_gaussian_pld.json",
      suite: "AccountingTests/LossReportTests",
      test: "discrete Gaussians meet the exact lattice convolution from above",
      tolerance: "never below; at most 0.1 % above at δ ≥ 1e-12"
    ),
    Grade(
      file: "discrete_laplace_pld.json",
      suite: "AccountingTests/LossReportTests",
      test: "discrete Laplaces meet the exact values from above",
      tolerance: "never below; at most 0.1 % above at δ ≥ 1e-12"
    ),
    Grade(
      file: "laplace_pld.json",
      suite: "AccountingTests/LossReportTests",
      test: "any mechanism of pure privacy is bounded, such as the Laplace mechanism",
      tolerance: "never below, as any mechanism of that ε; at most the sum of ε"
    ),
    Grade(
      file: "exponential_mechanism.json",
      suite: "AccountingTests/LossReportTests",
      test: "selections lie within the bracket of the adaptive optimum",
      tolerance: "never below either lower end; at most 0.1 % above the upper end"
    ),
    Grade(
      file: "mixed_composition.json",
      suite: "AccountingTests/LossReportTests",
      test: "mixed compositions are at most what direct convolution of envelopes gives",
      tolerance: "at most 0.1 % above; all four cases, Laplace noise as pure privacy"
    ),
    Grade(
      file: "adaptive_sequence.json",
      suite: "AccountingTests/LossReportTests",
      test: "rounds of selecting and measuring lie within their bracket",
      tolerance: "never below the lower end; at most 0.1 % above the upper end"
    ),
    Grade(
      file: "extremes.txt",
      suite: "AccountingTests/ZeroConcentratedTests",
      test: "the best bound is met from 1e-30 to 1e12, and with every δ",
      tolerance: "never below; at most 1e-15 relative above"
    ),
    Grade(
      file: "discrete_gaussian_pmf.json",
      suite: "RandomnessTests/DiscreteGaussianTests",
      test: "all strings of bits agree with the known probabilities",
      tolerance: "exact enumeration of the sampler's programs"
    ),
    Grade(
      file: "discrete_laplace_pmf.json",
      suite: "RandomnessTests/DiscreteLaplaceTests",
      test: "all strings of bits agree with the known probabilities",
      tolerance: "exact enumeration of the sampler's programs"
    ),
  ]

  /// Known values of mechanisms that are not ours: continuous Gaussian noise, and sampled rows.
  static let notOurs = ["gaussian_analytic.json", "subsampled_gaussian.json"]

  private static let tests = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: grades.indices)
  func `every file of known values is there, and so is the test that grades it`(
    index: Int
  ) throws {
    let grade = Self.grades[index]
    let room = try #require(grade.suite.split(separator: "/").first)
    let values = Self.tests.appending(path: "\(room)/Vectors/\(grade.file)").path
    #expect(FileManager.default.fileExists(atPath: values))
    let source = Self.tests.appending(path: "\(grade.suite).swift")
    #expect(try String(contentsOf: source, encoding: .utf8).contains("func `\(grade.test)`"))
    #expect(!grade.tolerance.isEmpty)
  }

  @Test func `every file of known values is graded`() throws {
    let folder = Self.tests.appending(path: "AccountingTests/Vectors").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0 != "SOURCE.txt" }
    #expect(Set(files).isSubset(of: Self.grades.map(\.file)))
    #expect(Set(Self.notOurs).isDisjoint(with: files))
  }
}
