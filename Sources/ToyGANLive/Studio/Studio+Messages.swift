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
              try add(.history(snapshot.history, snapshot.curves))
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

  // MARK: - Lessons and addresses

  private func openLesson(_ name: String) throws {
    guard let lesson = Lesson.all.first(where: { $0.name == name }) else {
      throw SettingError.unknown(name, key: "lesson", known: Lesson.all.map(\.name))
    }
    // A lesson ends where its text looks.
    let end = Assignment(path: "steps", value: "\(lesson.steps)")
    let settings = try lesson.panes.map {
      ($0.title, try PaneSettings(assignments: $0.assignments + [end], registry: registry))
    }
    replacePanes()
    for (title, settings) in settings { try add(.settings(settings), title: title) }
    setInStep(settings.count > 1)
    sendPanes()
    for pane in panes { pane.post(.play) }
  }

  /// Opens the panes of an address, which are trained for a limited time.
  private func openAddress(_ message: StudioMessage, client: ClientID) throws {
    guard !isTouched else {
      let text = "The panes of this server are kept. Close all of them to open the address."
      pages[client]?.send(StudioEvent.text(StudioEvent.Note(text: text)))
      return
    }
    let wanted = message.panes ?? []
    guard (1...Self.paneLimit).contains(wanted.count) else {
      throw SettingError(
        key: "address", value: "\(wanted.count) panes", allowed: "1 to \(Self.paneLimit) panes")
    }
    let settings = try wanted.map { pane in
      let settings = try PaneSettings(registry: registry).changing(pane.assignments)
      _ = try PaneLimits.recipe(settings)
      return (settings, max(0, pane.step ?? 0))
    }
    replacePanes()
    for (settings, step) in settings {
      let pane = try add(.settings(settings))
      if step > 0 { pane.post(.goto(step, seconds: Self.secondsOfAddress)) }
    }
    setInStep(message.inStep == true && settings.count > 1)
    sendPanes()
  }

  /// Seconds that a pane of an address trains before anybody asks it to.
  static let secondsOfAddress = 60.0

  private func replacePanes() {
    setInStep(false)
    for pane in panes { end(pane) }
    panes = []
    descriptions = [:]
    sweep = nil
  }

  // MARK: - Folders

  func open(_ opening: Opening) throws {
    switch opening {
    case .settings(let file, let assignments):
      let base = try file.map { try SettingsText.read(file: $0).resolvingFiles(relativeTo: $0) }
      let settings = try PaneSettings(
        base: base, file: file, assignments: assignments, registry: registry)
      _ = try PaneLimits.recipe(settings)
      try add(.settings(settings)).post(.play)
    case .run(let url):
      let run = StoredRun(folder: RunFolder(url, registry: registry), name: url.relativePath)
      _ = try run.settings(registry: registry)
      try add(.run(run, registry))
    case .sweep(let url):
      let folder = SweepFolder(url, registry: registry)
      _ = try folder.planned(PlanFile.Line.self)
      sweep = (folder, url.relativePath)
    }
  }

  private func sendFolders(to client: ClientID) {
    folders = StoredFolders(below: root)
    pages[client]?.send(StudioEvent.text(StudioEvent.Folders(folders: folders.items)))
  }

  private func openFolder(_ index: Int) throws {
    guard let found = folders.folder(index) else {
      throw SettingError(
        key: "folder", value: "\(index)", allowed: "a number of the list of folders")
    }
    switch found.kind {
    case .run:
      let run = StoredRun(folder: RunFolder(found.url, registry: registry), name: found.name)
      _ = try run.settings(registry: registry)
      try add(.run(run, registry))
      sendPanes()
    case .sweep:
      sweep = (SweepFolder(found.url, registry: registry), found.name)
      sendSweep()
    }
  }

  private func openRun(_ index: Int) throws {
    guard let sweep, let run = try SweepView.run(index, of: sweep.folder) else {
      throw SettingError(key: "run", value: "\(index)", allowed: "a run of the open sweep")
    }
    let stored = StoredRun(folder: run, name: "\(sweep.name)/runs/\(run.url.lastPathComponent)")
    _ = try stored.settings(registry: registry)
    try add(.run(stored, registry))
    sendPanes()
  }

  /// Reads the state of the sweep, beside everything else.
  func sendSweep() {
    guard let sweep, !isReading else { return }
    isReading = true
    readings.async { [self] in
      let view = Result { try SweepView(of: sweep.folder, name: sweep.name) }
      queue.async { [self] in
        isReading = false
        // Another sweep may be open by now, or none.
        guard self.sweep?.folder.url == sweep.folder.url else { return sendSweep() }
        switch view {
        case .success(let view): send(view)
        case .failure(let error): refuse("panels", error, to: nil)
        }
      }
    }
  }

  // MARK: - Saving

  /// Trains the history again into a run folder, beside everything else.
  private func save(_ pane: PaneThread, client: ClientID) throws {
    guard saves.count < 2, saves[pane.id] == nil else {
      throw SettingError(
        key: "save", value: "another save", allowed: "one for each pane, and two at a time")
    }
    let interruption = Interruption()
    saves[pane.id] = interruption
    saving.enter()
    pane.post(
      .snapshot { [self] snapshot in
        let saver = RunSaver(history: snapshot.history, root: root, interruption: interruption)
        let thread = Thread { [self] in save(saver, of: pane.id, client: client) }
        thread.stackSize = 64 << 20
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
        send(StudioEvent.Saved(pane: id, folder: saved.folder, command: saved.command))
      case .failure(let error): refuse("save", error, pane: id, to: client)
      }
    }
  }
}

extension StudioMessage {
  /// The number of the pane; nil if the message names none, or all.
  var onePane: Int? { if case .one(let id) = pane { id } else { nil } }

  fileprivate var requiredStep: Int {
    get throws {
      guard let step, step >= 0, step <= 1_000_000_000_000 else {
        throw SettingError(
          key: "step", value: step.map { "\($0)" } ?? "no number", allowed: "a step, 0 or above")
      }
      return step
    }
  }

  fileprivate var stepCount: Int {
    get throws {
      let count = count ?? 1
      guard (1...1_000_000).contains(count) else {
        throw SettingError(
          key: "count", value: "\(count)", allowed: "a whole number from 1 to 1000000")
      }
      return count
    }
  }

  fileprivate var speed: Double? {
    get throws {
      guard let value else { return nil }
      guard value >= 0.1, value <= 1e6 else {
        throw SettingError(
          key: "speed", value: "\(value)", allowed: "a number of steps a second, 0.1 to 1000000")
      }
      return value
    }
  }

  fileprivate var changes: [PaneSettings.Change] {
    get throws {
      guard let assignments, !assignments.isEmpty else {
        throw SettingError(key: "assignments", value: "none", allowed: "one setting or more")
      }
      return assignments
    }
  }
}

extension Studio.Opening {
  /// What a folder contains; nil if it contains neither a run nor a sweep.
  public static func folder(_ url: URL) -> Studio.Opening? {
    switch StoredFolders.kind(of: url) {
    case .run: .run(url)
    case .sweep: .sweep(url)
    case nil: nil
    }
  }
}
