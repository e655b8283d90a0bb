import CGSL
import ToyGANCore

/// Integrals of functions of one number, by the GNU Scientific Library's adaptive quadrature.
enum Integration {
  /// Tolerances: the absolute error is below the first, or the relative error is below the second.
  private static let (absolute, relative) = (1e-9, 1e-7)
  private static let intervals = 2000

  /// ∫ f(x) dx over the whole line (`gsl_integration_qagi`).
  ///
  /// Kinks are detected; narrow features far from 0 may be missed. Throws a `GSLError` if the error cannot
  /// be reduced below the tolerance.
  static func overLine(_ f: @escaping (Double) -> Double) throws(GSLError) -> Double {
    try integral(of: f) { function, workspace, value, error in
      gsl_integration_qagi(
        function, absolute, relative, intervals, workspace, value, error)
    }
  }

  /// ∫ f(x) dx over `range`, at whose ends f may be singular
  /// (`gsl_integration_qags`); throws in the same case.
  static func over(
    _ range: ClosedRange<Double>, _ f: @escaping (Double) -> Double
  ) throws(GSLError) -> Double {
    try integral(of: f) { function, workspace, value, error in
      gsl_integration_qags(
        function, range.lowerBound, range.upperBound, absolute, relative, intervals, workspace,
        value, error)
    }
  }

  /// ∫ f(x) dx over a range, to a relative error of 1e-10 or an absolute error of 1e-13, by a rule of 61
  /// points (`gsl_integration_qag`); throws in the same case.
  ///
  /// The range must have the scale of the features of f: a peak
  /// between the points of the first rule is missed.
  static func closely(
    over range: ClosedRange<Double>, _ f: @escaping (Double) -> Double
  ) throws(GSLError) -> Double {
    try integral(of: f) { function, workspace, value, error in
      gsl_integration_qag(
        function, range.lowerBound, range.upperBound, 1e-13, 1e-10, intervals,
        Int32(GSL_INTEG_GAUSS61), workspace, value, error)
    }
  }

  /// C has no closures, so that the function is passed as a reference to an object.
  private final class Integrand {
    let value: (Double) -> Double
    init(_ value: @escaping (Double) -> Double) { self.value = value }
  }

  private static func integral(
    of f: @escaping (Double) -> Double,
    by rule: (
      UnsafeMutablePointer<gsl_function>, Workspace, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Double>
    ) -> Int32
  ) throws(GSLError) -> Double {
    GSL.start()
    guard let workspace = gsl_integration_workspace_alloc(intervals) else {
      fatalError("no memory for \(intervals) intervals")
    }
    defer { gsl_integration_workspace_free(workspace) }
    let integrand = Integrand(f)
    var function = gsl_function(
      function: { x, context in
        context.map { Unmanaged<Integrand>.fromOpaque($0).takeUnretainedValue().value(x) } ?? .nan
      }, params: Unmanaged.passUnretained(integrand).toOpaque())
    var (value, error) = (0.0, 0.0)
    let status = withExtendedLifetime(integrand) {
      rule(&function, workspace, &value, &error)
    }
    try GSL.check(status)
    return value
  }

  private typealias Workspace = UnsafeMutablePointer<gsl_integration_workspace>
}
