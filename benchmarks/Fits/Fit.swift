import Accounting
import Foundation
import GraphicalModels
import Lineage
import Marginals

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a model is fitted to.
struct Fit {
  /// The noisy marginals.
  let measurements: [Marginals.Measurement]

  /// The attributes.
  let domain: Domain

  /// The number of rows.
  let total: Double

  /// Makes a fit from noisy marginals.
  init(measurements: [Marginals.Measurement], domain: Domain, total: Double) {
    self.measurements = measurements
    self.domain = domain
    self.total = total
  }

  /// Makes the fit of a release.
  init(release: URL) throws {
    let file = try MeasurementsFile(
      parsing: Array(Data(contentsOf: release.appending(path: "measurements.json")))
    )
    let measurements = file.transcript.measurements
    self.init(
      measurements: measurements,
      domain: file.domain,
      total: Model.total(of: measurements)
    )
  }

  /// Fits once; the loss, what no model's loss is under, the cells of the model's tables, and the
  /// processor and wall seconds, as a JSON object.
  func run(_ settings: InferenceSettings) -> String {
    let clock = ContinuousClock()
    let processor = Self.processorSeconds
    let start = clock.now
    let model = Model.fitted(to: measurements, domain: domain, total: total, settings: settings)
    let wall = start.duration(to: clock.now) / .seconds(1)
    let cpu = Self.processorSeconds - processor
    let loss = model.loss ?? 0
    return """
      {"loss": \(loss), "bound": \(loss - (model.dualityGap ?? loss)), \
      "cells": \(model.tree.cellCount), "cpu": \(cpu), "wall": \(wall)}
      """
  }

  /// The processor time that this process has used.
  private static var processorSeconds: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
