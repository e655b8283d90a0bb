import Synchronization

/// A request to stop at the next safe point; it may come from any thread or from a signal handler.
public final class Interruption: Sendable {
  private let flag = Atomic(false)
  private let outer: Interruption?

  /// A separate request, which also holds if `outer` is requested.
  public init(within outer: Interruption? = nil) { self.outer = outer }

  /// Whether a stop was requested.
  public var isRequested: Bool {
    flag.load(ordering: .relaxed) || outer?.isRequested ?? false
  }

  /// Asks every run that checks this request to store a checkpoint and end.
  public func request() { flag.store(true, ordering: .relaxed) }
}
