import Synchronization

/// A request to stop at the next safe place; any thread, or a signal handler, may make it.
public final class Interruption: Sendable {
  private let flag = Atomic(false)

  public init() {}

  public var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Asks every run that looks at this to keep a checkpoint and end.
  public func request() { flag.store(true, ordering: .relaxed) }
}
