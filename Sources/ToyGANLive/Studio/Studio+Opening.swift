import Foundation
import ToyGAN

/// What can be opened: lessons, addresses, runs and sweeps.
extension Studio {
  func openLesson(_ name: String) throws {
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
  func openAddress(_ message: StudioMessage, client: ClientID) throws {
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

  func sendFolders(to client: ClientID) {
    folders = StoredFolders(below: root)
    pages[client]?.send(StudioEvent.text(StudioEvent.Folders(folders: folders.items)))
  }

  func openFolder(_ index: Int) throws {
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

  func openRun(_ index: Int) throws {
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
