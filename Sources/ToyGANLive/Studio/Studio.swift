import Foundation
import Synchronization
import ToyGAN

/// The panes of a server and the pages that look at them.
///
/// Every page sees the same panes. Messages are followed one after another on a queue, so that a page which asks
/// for costly things does not hold up the server.
public final class Studio: @unchecked Sendable {
  /// A connected page.
  public protocol Page: Sendable {
    func send(_ text: String)
    func send(_ bytes: [UInt8])
    /// Ends the connection, because the page sends more than can be followed.
    func close()
  }

  /// What a studio opens when it starts.
  public enum Opening: Sendable {
    /// A pane with a file's settings, and single settings that override them.
    case settings(file: String?, [Assignment])
    case run(URL)
    case sweep(URL)
  }

  /// Where runs are saved, and which may be opened.
  let root: URL
  let registry: Registry
  /// All other properties are used on this queue only.
  let queue = DispatchQueue(label: "studio")
  var panes: [PaneThread] = []
  /// Closed panes, some of which may not have ended yet.
  private var ending: [PaneThread] = []
  var descriptions: [Int: PaneDescription] = [:]
  var pages: [ClientID: any Page] = [:]
  var group: StepGroup?
  /// Whether a page has done anything that an address would undo.
  var isTouched = false
  /// The saves that are being made, by pane.
  var saves: [Int: Interruption] = [:]
  var sweep: (folder: SweepFolder, name: String)?
  var folders = StoredFolders(below: URL(fileURLWithPath: "/dev/null"))
  /// The number of the next pane: those below it have existed.
  private(set) var nextPane = 1
  private let lastPage = Atomic(0)
  private let backlog = Backlog()
  private let isClosed = Atomic(false)
  /// The saves that are being made.
  let saving = DispatchGroup()
  private let hello: String
  /// Whether a sweep is being read; another reading waits for the next time.
  var isReading = false
  /// A reading of a sweep that is no longer open is not sent.
  let readings = DispatchQueue(label: "sweeps")
  /// Files of points that pages have sent.
  let inbox: PointsInbox

  /// Largest number of panes.
  public static let paneLimit = 6
  /// Memory for the checkpoints of a pane, in bytes.
  static let memory = 128 << 20

  /// A studio that saves runs below `root`, with the panes of `opening`.
  ///
  /// Throws `SettingError` and `FileError` if these cannot be opened.
  public init(
    opening: Opening, root: URL, registry: Registry = .standard
  ) throws {
    (self.root, self.registry) = (root, registry)
    hello = StudioEvent.text(
      Hello(
        paneLimit: Self.paneLimit,
        catalogue: Catalogue(registry, lessons: Lesson.all)))
    inbox = PointsInbox()
    RunSaver.removeLeftovers(in: root)
    try queue.sync { try open(opening) }
  }

  /// Ends every pane, and removes what pages have sent.
  public func close() {
    isClosed.store(true, ordering: .relaxed)
    queue.sync {
      for pane in panes { pane.post(.close) }
      panes = []
      for save in saves.values { save.request() }
      inbox.remove()
    }
    // A save that is given up removes its folder.
    _ = saving.wait(timeout: .now() + 3)
  }

  // MARK: - Pages

  /// Adds a page; returns the number under which it sends messages.
  public func connect(_ page: any Page) -> Int {
    let id = lastPage.add(1, ordering: .relaxed).newValue
    queue.async { [self] in
      pages[id] = page
      page.send(hello)
      page.send(panesEvent)
      for pane in panes {
        if let description = descriptions[pane.id] {
          page.send(StudioEvent.text(StudioEvent.Pane(pane: description)))
        }
      }
      if sweep != nil { sendSweep() }
      if pages.count == 1 { for pane in panes { pane.post(.watched(true)) } }
    }
    return id
  }

  /// Removes a page; without a page nothing is trained.
  public func disconnect(_ id: Int) {
    queue.async { [self] in
      pages[id] = nil
      for pane in panes {
        pane.post(.forget(client: id))
        if pages.isEmpty { pane.post(.watched(false)) }
      }
    }
  }

  /// Follows a message of a page.
  public func receive(_ text: String, from client: Int) {
    let isFollowed = backlog.add(text.utf8.count, of: client)
    queue.async { [self] in
      defer { backlog.remove(text.utf8.count, of: client) }
      guard !isClosed.load(ordering: .relaxed), let page = pages[client] else { return }
      guard isFollowed else { return page.close() }
      guard let message = StudioMessage(text) else {
        return refuse("", Self.unknown(text), to: client)
      }
      do { try follow(message, from: client) } catch {
        refuse(message.do, error, pane: message.onePane, to: client)
      }
    }
  }

  private static func unknown(_ text: String) -> SettingError {
    SettingError(
      key: "message", value: "'\(text.inOneLine(60))'", allowed: "a message of the live page")
  }

  // MARK: - Sending

  func send(_ event: some Encodable) {
    let text = StudioEvent.text(event)
    for client in pages.keys.sorted() { pages[client]?.send(text) }
  }

  func refuse(_ command: String, _ error: any Error, pane: Int? = nil, to client: Int?) {
    refuse(command, Refusal(error), pane: pane, to: client)
  }

  private func refuse(_ command: String, _ refusal: Refusal, pane: Int?, to client: Int?) {
    let event = StudioEvent.Refused(command, refusal, pane: pane)
    guard let client else { return send(event) }
    pages[client]?.send(StudioEvent.text(event))
  }

  private var panesEvent: String {
    StudioEvent.text(StudioEvent.Panes(order: panes.map(\.id), inStep: group != nil))
  }

  func sendPanes() {
    for client in pages.keys.sorted() { pages[client]?.send(panesEvent) }
  }

  // MARK: - Panes

  /// Adds a pane; throws `SettingError` if there are too many.
  @discardableResult
  func add(_ start: PaneThread.Start, title: String? = nil) throws -> PaneThread {
    // A pane that was closed within a long step still has its memory.
    ending.removeAll(where: \.hasEnded)
    guard panes.count < Self.paneLimit, panes.count + ending.count < 2 * Self.paneLimit else {
      throw SettingError(
        key: "panes", value: "\(panes.count + 1)", allowed: "at most \(Self.paneLimit)")
    }
    let pane = PaneThread(id: nextPane, title: title, start: start, memory: Self.memory) {
      [self] id, event in
      queue.async { [self] in pass(event, of: id) }
    }
    nextPane += 1
    panes.append(pane)
    pane.post(.watched(!pages.isEmpty))
    if let group { pane.post(.join(group)) }
    return pane
  }

  func remove(_ pane: PaneThread) {
    end(pane)
    saves[pane.id]?.request()
    panes.removeAll { $0.id == pane.id }
    descriptions[pane.id] = nil
    if panes.count < 2 { setInStep(false) }
  }

  /// Ends the thread of a pane.
  func end(_ pane: PaneThread) {
    pane.post(.close)
    ending.append(pane)
  }

  func setInStep(_ isOn: Bool) {
    guard isOn != (group != nil) else { return }
    group = isOn ? StepGroup() : nil
    for pane in panes { pane.post(.join(group)) }
  }

  /// Lets all panes begin again; those in step have a new common goal.
  func restartTogether() {
    let isInStep = group != nil
    setInStep(false)
    for pane in panes { pane.post(.restart) }
    setInStep(isInStep)
  }

  private func pass(_ event: PaneEvent, of id: Int) {
    guard panes.contains(where: { $0.id == id }) else { return }
    switch event {
    case .frame(let bytes, let client): pages[client]?.send(bytes)
    case .description(let description):
      descriptions[id] = description
      send(StudioEvent.Pane(pane: description))
    case .refused(let command, let refusal, let client):
      refuse(command, refusal, pane: id, to: client)
    case .note(let text): send(StudioEvent.Note(pane: id, text: text))
    case .failed(let refusal):
      panes.removeAll { $0.id == id }
      sendPanes()
      refuse("add", refusal, pane: nil, to: nil)
    }
  }
}
