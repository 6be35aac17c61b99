import Randomness

/// The checks of privacy that a release build can make of itself, with live noise.
///
/// There is no seed for noise in any build, so known answers by a recorded tape are a matter for
/// the tests, and so is the replay on neighbours. What is left is what an operator can see on the
/// machine that will draw the noise: that the system's bits are sound, that the samplers have the
/// laws that the proofs speak of, that the noise at the door hides one row as well as is claimed,
/// and that what passes the door is what the ledger charges.
public enum SelfAudit {
  /// Runs all checks, in a folder of its own that is removed at the end.
  ///
  /// - Parameters:
  ///   - samples: the draws of each statistical check, from 1,000 to 10,000,000.
  ///   - progress: is told each check before it begins.
  /// - Returns: the checks, all of which hold.
  /// - Throws: `verificationFailed` with every check that does not hold; `usage` for another number
  ///   of samples; `failure` where the scratch folder can't be made.
  /// - Complexity: O(samples).
  public static func run(
    samples: Int = defaultSamples,
    progress: (SynthesisProgress) -> Void = { _ in }
  ) throws(MarginaliaError) -> SelfAuditReport {
    guard (1_000...10_000_000).contains(samples) else {
      throw .usage("the number of samples is from 1000 to 10000000")
    }
    let scratch = try SelfAuditScratch()
    progress(.station("the system's randomness"))
    var checks = [try randomness()]
    progress(.station("the samplers' laws"))
    checks += try SelfAuditSamplers.checks(samples: samples)
    progress(.station("a lower bound on ε at the door"))
    for delta in ["1/1000", "0"] {
      checks.append(try scratch.lossCheck(samples: samples, delta: delta))
    }
    progress(.station("grants at the door against the ledger's charge"))
    for delta in ["1e-9", "0"] { checks += try scratch.grantChecks(delta: delta) }
    return try verdict(SelfAuditReport(samples: samples, checks: checks))
  }

  /// The report, if all of its checks hold.
  package static func verdict(
    _ report: SelfAuditReport
  ) throws(MarginaliaError) -> SelfAuditReport {
    let failed = report.checks.filter { !$0.holds }
    guard failed.isEmpty else {
      throw .verificationFailed(
        "this program or machine does not keep what it claims: draw no noise with it",
        findings: failed.map {
          Finding(place: $0.name, message: "claimed: \($0.claim); found: \($0.found)")
        }
      )
    }
    return report
  }

  /// The draws of each statistical check unless told otherwise.
  public static let defaultSamples = 100_000

  private static func randomness() throws(MarginaliaError) -> SelfAuditReport.Check {
    let defect: String?
    do throws(RandomnessError) {
      _ = try SystemEntropy()
      defect = nil
    } catch {
      defect = error.description
    }
    return SelfAuditReport.Check(
      name: "system randomness",
      claim: "answers, and its first blocks show no gross defect",
      found: defect ?? "no defect",
      holds: defect == nil
    )
  }
}
