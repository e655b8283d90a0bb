/// The reason why figures could not be drawn; the results, the scripts and their data are kept.
public enum GnuplotError: Error, Equatable, CustomStringConvertible {
  /// There is no executable `gnuplot` in the search path.
  case notFound(scripts: String)
  /// gnuplot ended with an error; `message` is its output.
  case failed(script: String, message: String)
  /// gnuplot was stopped because it exceeded its time limit.
  case timedOut(script: String, seconds: Double)

  public var description: String {
    switch self {
    case .notFound(let scripts):
      "gnuplot was not found: the results and the scripts in \(scripts) are kept; "
        + "install it (apt-get install gnuplot-nox) and plot again"
    case .failed(let script, let message):
      "gnuplot failed on \(script): \(message)"
    case .timedOut(let script, let seconds):
      "gnuplot did not finish \(script) within \(seconds) s and was stopped"
    }
  }
}
