/// The elementary functions of whole arrays: loops that the compiler vectorises, which it can't do
/// where one call a number crosses a module's border (measured: three to five times slower).
extension Elementary {
  /// e^(x − shift) for each x, with 0 for numbers under the normal ones.
  ///
  /// - Precondition: no x − shift is above 709.
  package static func exponentials(of values: [Double], minus shift: Double) -> [Double] {
    unsafe [Double](unsafeUninitializedCapacity: values.count) { results, count in
      unsafe values.withUnsafeBufferPointer { values in
        for index in values.indices {
          unsafe results.initializeElement(
            at: index,
            to: exponentialOfModest(values[index] - shift)
          )
        }
      }
      count = values.count
    }
  }

  /// Replaces each x by e^(x − shift), with 0 for numbers under the normal ones.
  ///
  /// - Precondition: no x − shift is above 709.
  package static func takeExponentials(_ values: inout MutableSpan<Double>, minus shift: Double) {
    unsafe values.withUnsafeMutableBufferPointer { values in
      for index in values.indices {
        unsafe values[index] = exponentialOfModest(values[index] - shift)
      }
    }
  }

  /// Replaces each x by ln(scale · max(x, floor)).
  ///
  /// - Precondition: scale · floor is positive and not subnormal; the products are finite.
  package static func takeLogarithms(
    _ values: inout [Double],
    floor: Double,
    scale: Double
  ) {
    precondition(floor * scale >= .leastNormalMagnitude, "logarithms of too small numbers")
    unsafe values.withUnsafeMutableBufferPointer { values in
      for index in values.indices {
        let value = unsafe values[index]
        unsafe values[index] = logOfNormal((value < floor ? floor : value) * scale)
      }
    }
  }

  /// Replaces each element of `results` by ω(x − shift) of the element x of `values`.
  ///
  /// With a good guess in `results`, within 1 %, `isGuessed` saves half the work.
  ///
  /// - Precondition: the arrays are equally long; x − shift is at most 1e100. Where it is less than
  ///   −700 the result is ω(−700).
  package static func wrightOmega(
    of values: [Double],
    minus shift: Double,
    into results: inout [Double],
    isGuessed: Bool = false
  ) {
    precondition(values.count == results.count, "arrays of unequal lengths")
    unsafe values.withUnsafeBufferPointer { values in
      unsafe results.withUnsafeMutableBufferPointer { results in
        // One pass for each step: a loop over all three has too many values alive for the registers.
        if !isGuessed {
          for index in results.indices {
            let x = unsafe values[index] - shift
            unsafe results[index] = guessedWrightOmega(x < -700 ? -700 : x)
          }
        }
        for _ in 0..<(isGuessed ? 1 : 2) {
          for index in results.indices {
            let x = unsafe values[index] - shift
            unsafe results[index] = refinedWrightOmega(results[index], x < -700 ? -700 : x)
          }
        }
      }
    }
  }
}
