/// How a run ended.
public enum Outcome: Sendable, Equatable {
  /// All steps were completed.
  case completed
  /// A value was no longer finite: its name, and the generator step at which this happened.
  case diverged(step: Int, quantity: String)
  /// The user stopped the run after this many steps; it can be resumed.
  case interrupted(step: Int)

  /// The name of the outcome in files and tables.
  public var status: String {
    switch self {
    case .completed: "completed"
    case .diverged: "diverged"
    case .interrupted: "interrupted"
    }
  }
}
