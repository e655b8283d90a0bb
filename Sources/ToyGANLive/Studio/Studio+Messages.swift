import Foundation
import ToyGAN

/// What pages ask for.
extension Studio {
  func follow(_ message: StudioMessage, from client: ClientID) throws {
    try obey(message, from: client)
    if !Self.looking.contains(message.do) { isTouched = !panes.isEmpty }
  }

  private func obey(_ message: StudioMessage, from client: ClientID) throws {
    switch message.do {
    case "frame":
      // A page may ask for a pane that was closed just now.
      guard let pane = try openPane(message) else { return }
      pane.post(.frame(message.frameRequest, client: client))
    case "play":
      group?.freeze(false)
      try post(.play, message)
    case "pause":
      group?.freeze(true)
      try post(.pause, message)
    case "step":
      try post(.step(count: try message.stepCount, message.part ?? .both), message)
    case "goto": try post(.goto(try message.requiredStep, seconds: nil), message)
    case "speed": try post(.speed(try message.speed), message)
    case "restart":
      if group != nil { restartTogether() } else { try post(.restart, message) }
    case "set":
      let changes = try message.changes
      try pane(message).post(.change(changes, client: client))
      // A pane with another seed begins again, and so do those in step with it.
      if group != nil, changes.contains(where: { $0.key == "seed" }) { restartTogether() }
    case "points":
      let file = try inbox.put(message.csv ?? "")
      try pane(message).post(.readPoints(file: file, client: client))
    case "branch", "compare": try addBeside(message, client: client)
    case "add":
      try add(.settings(try PaneSettings(registry: registry)))
      sendPanes()
    case "remove":
      remove(try pane(message))
      sendPanes()
    case "inStep":
      setInStep(message.on ?? false)
      sendPanes()
    case "lesson": try openLesson(message.name ?? "")
    case "address": try openAddress(message, client: client)
    case "folders": sendFolders(to: client)
    case "open": try openFolder(message.folder ?? -1)
    case "openRun": try openRun(message.run ?? -1)
    case "panels": sendSweep()
    case "save": try save(try pane(message), client: client)
    default:
      throw SettingError(
        key: "message", value: "'\(message.do.inOneLine(40))'",
        allowed: "a message of the live page")
    }
  }

  /// The messages that change no pane.
  private static let looking = ["frame", "folders", "panels", "address"]

  /// The pane that a message names.
  private func pane(_ message: StudioMessage) throws -> PaneThread {
    guard let id = message.onePane, let pane = panes.first(where: { $0.id == id }) else {
      throw SettingError(
        key: "pane", value: message.onePane.map { "\($0)" } ?? "no number",
        allowed: "one of \(panes.map { "\($0.id)" }.joined(separator: ", "))")
    }
    return pane
  }

  /// The pane that a message names; nil if it was closed.
  private func openPane(_ message: StudioMessage) throws -> PaneThread? {
    let isClosed = message.onePane.map { id in
      (1..<nextPane).contains(id) && !panes.contains { $0.id == id }
    }
    return isClosed == true ? nil : try pane(message)
  }

  /// Gives a command to the pane of a message, or to all; panes in step follow together.
  private func post(_ command: PaneCommand, _ message: StudioMessage) throws {
    let chosen = message.pane == .all || group != nil ? panes : [try pane(message)]
    for pane in chosen { pane.post(command) }
  }

  /// A branch of a pane, or a pane with other settings, beside it.
  private func addBeside(_ message: StudioMessage, client: ClientID) throws {
    let source = try pane(message)
    let changes = message.assignments ?? []
    source.post(
      .snapshot { [self] snapshot in
        queue.async { [self] in
          do {
            if message.do == "branch" {
              try add(
                .history(snapshot.history, snapshot.curves), title: Self.branchTitle(snapshot))
            } else {
              try compare(source, snapshot.settings, with: changes)
            }
            sendPanes()
          } catch {
            refuse(message.do, error, pane: source.id, to: client)
          }
        }
      })
  }

  private static func branchTitle(_ snapshot: PaneSnapshot) -> String {
    let configuration = snapshot.settings.configuration
    let method = type(of: configuration.method).name
    return "\(method), seed \(configuration.seed), branch at \(snapshot.history.last)"
  }

  /// Starts a pane and one with changes together, in step.
  private func compare(
    _ source: PaneThread, _ settings: PaneSettings, with changes: [PaneSettings.Change]
  ) throws {
    let other = try settings.changing(changes)
    _ = try PaneLimits.recipe(other)
    try add(.settings(other))
    setInStep(true)
    restartTogether()
    for pane in panes { pane.post(.play) }
  }
}
