import CGSL

/// Integrals on the line, by the GNU Scientific Library.
enum Integral {
  /// Intervals that the adaptive rule may cut a range into.
  private static let mostIntervals = 500

  /// ∫ f(x) dx over a range, to a relative error of 1e-10 or an absolute one of 1e-13.
  ///
  /// By the adaptive rule of Gauss and Kronrod with 61 points (QAG of QUADPACK). The range must be of
  /// the size of what varies in it: a peak between the points of the first rule goes unseen. Throws a
  /// `GSLError` where the error stays larger.
  static func value(
    over range: ClosedRange<Double>, of f: (Double) -> Double
  ) throws(GSLError) -> Double {
    GSL.start()
    guard let workspace = gsl_integration_workspace_alloc(mostIntervals) else {
      fatalError("no memory for \(mostIntervals) intervals")
    }
    defer { gsl_integration_workspace_free(workspace) }
    var (result, error) = (0.0, 0.0)
    let status = withoutActuallyEscaping(f) { f in
      var integrand = Integrand(f: f)
      return withUnsafeMutablePointer(to: &integrand) { place in
        var function = gsl_function(
          function: { x, place in
            place?.assumingMemoryBound(to: Integrand.self).pointee.f(x) ?? .nan
          }, params: place)
        return gsl_integration_qag(
          &function, range.lowerBound, range.upperBound, 1e-13, 1e-10, mostIntervals,
          Int32(GSL_INTEG_GAUSS61), workspace, &result, &error)
      }
    }
    try GSL.check(status)
    return result
  }

  private struct Integrand {
    var f: (Double) -> Double
  }
}
