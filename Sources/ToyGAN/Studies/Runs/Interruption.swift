import Synchronization

/// A request to stop at the next safe place; any thread, or a signal handler, may make it.
public final class Interruption: Sendable {
  private let flag = Atomic(false)
  private let outer: Interruption?

  /// A request of its own, which also stands once that of `outer` does.
  public init(within outer: Interruption? = nil) { self.outer = outer }

  public var isRequested: Bool {
    flag.load(ordering: .relaxed) || outer?.isRequested ?? false
  }

  /// Asks every run that looks at this to keep a checkpoint and end.
  public func request() { flag.store(true, ordering: .relaxed) }
}
