import Foundation
import ToyGAN

/// Panes that become run folders.
extension Studio {
  /// Trains the history again into a run folder, beside everything else.
  func save(_ pane: PaneThread, client: ClientID) throws {
    guard saves.count < 2, saves[pane.id] == nil else {
      throw SettingError(
        key: "save", has: "another save", allowed: "one for each pane, and two at a time")
    }
    let interruption = Interruption()
    saves[pane.id] = interruption
    saving.enter()
    pane.post(
      .snapshot { [self] snapshot in
        let saver = RunSaver(history: snapshot.history, root: root, interruption: interruption)
        let thread = Thread { [self] in save(saver, of: pane.id, client: client) }
        thread.stackSize = PaneThread.stackSize
        thread.start()
      })
  }

  /// Saves, and says how it went.
  private func save(_ saver: RunSaver, of id: Int, client: ClientID) {
    let last = saver.history.last
    let saved = Result {
      try saver.save { [self] step in
        queue.async { [self] in send(StudioEvent.Saving(pane: id, step: step, of: last)) }
      }
    }
    saving.leave()
    queue.async { [self] in
      saves[id] = nil
      switch saved {
      case .success(let saved):
        send(
          StudioEvent.Saved(
            pane: id, folder: saved.folder, path: saved.path, command: saved.command))
      case .failure(let error): refuse("save", error, pane: id, to: client)
      }
    }
  }
}
