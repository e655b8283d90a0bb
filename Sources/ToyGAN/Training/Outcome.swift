/// How a run ended.
public enum Outcome: Sendable, Equatable {
  /// All steps were made.
  case completed
  /// A number stopped being finite: which, and at which generator step.
  case diverged(step: Int, quantity: String)
  /// The user stopped the run after this many steps; it can be resumed.
  case interrupted(step: Int)

  /// Word for the outcome in files and tables.
  public var status: String {
    switch self {
    case .completed: "completed"
    case .diverged: "diverged"
    case .interrupted: "interrupted"
    }
  }
}
