import Synchronization

/// Messages of pages that wait to be followed, which are limited for each page.
final class Backlog: Sendable {
  private struct Waiting {
    var messages = 0
    var bytes = 0
  }

  private static let limits = (messages: 300, bytes: 8 << 20)
  private let waiting = Mutex([ClientID: Waiting]())

  /// Counts a message; returns whether the page is within its limits.
  func add(_ bytes: Int, of client: ClientID) -> Bool {
    waiting.withLock { waiting in
      var page = waiting[client] ?? Waiting()
      page.messages += 1
      page.bytes += bytes
      waiting[client] = page
      return page.messages <= Self.limits.messages && page.bytes <= Self.limits.bytes
    }
  }

  /// Counts a message as followed.
  func remove(_ bytes: Int, of client: ClientID) {
    waiting.withLock { waiting in
      guard var page = waiting[client] else { return }
      page.messages -= 1
      page.bytes -= bytes
      waiting[client] = page.messages > 0 ? page : nil
    }
  }
}
