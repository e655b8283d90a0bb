import Foundation
import Synchronization
import ToyGAN

/// A pane: a thread with a trainer, which is asked by commands and answers by events.
final class PaneThread: Sendable {
  let id: Int
  private let mailbox: Mailbox<PaneCommand>
  private let ended: Flag

  /// The compiler of expressions calls itself for each level of a graph.
  static let stackSize = 64 << 20

  /// Whether the thread is over, and its memory free.
  var hasEnded: Bool { ended.isSet.load(ordering: .relaxed) }

  /// A flag that a thread may set.
  private final class Flag: Sendable { let isSet = Atomic(false) }

  /// The state in which a pane begins.
  enum Start: Sendable {
    case settings(PaneSettings)
    /// A branch: a history to its last step, with the curves so far.
    case history(History, Curves)
    case run(StoredRun, Registry)
  }

  /// Starts the thread; `output` is called on it with everything that the pane has to say.
  init(
    id: Int, title: String?, start: Start, memory: Int,
    output: @escaping @Sendable (Int, PaneEvent) -> Void
  ) {
    let (mailbox, ended) = (Mailbox<PaneCommand>(), Flag())
    (self.id, self.mailbox, self.ended) = (id, mailbox, ended)
    let thread = Thread {
      defer { ended.isSet.store(true, ordering: .relaxed) }
      do {
        let worker = try PaneWorker(
          id: id, title: title, start: start, memory: memory, mailbox: mailbox
        ) { output(id, $0) }
        worker.work()
      } catch {
        output(id, .failed(Refusal(error)))
      }
    }
    thread.stackSize = Self.stackSize
    thread.name = "pane \(id)"
    thread.start()
  }

  func post(_ command: PaneCommand) {
    mailbox.post(command) { command.supersedes($0) }
  }
}
