import Foundation
import ToyGAN

/// The work of a pane's thread: it follows commands, trains, and sends pictures.
final class PaneWorker {
  let id: Int
  let mailbox: Mailbox<PaneCommand>
  let output: (PaneEvent) -> Void
  let title: String?
  /// The settings that the pane was given with its title.
  private let titled: Configuration
  /// The run that was opened; nil if there is none, or if the pane no longer shows it.
  var run: StoredRun?

  var player: HistoryPlayer
  /// Draws the pictures of the player's present trainer.
  private(set) var painter: Painter
  private var painted: Trainer
  /// Measures the last settings: rows of curves are added at the end of the history only.
  var measurement: Measurement
  var curves: Curves
  var floors = KnownFloors()

  /// Whether the pane trains until all steps are made, or until it is paused.
  var isPlaying = false
  /// The step at which a pane stops that was sent there; nil if it was not.
  var goal: Int?
  /// What follows when the goal is reached.
  var next: PaneCommand?
  /// Updates of one player alone that are left to make.
  var single: (part: SinglePart, left: Int)?
  /// When a pane that was sent to a step gives up.
  var deadline: ContinuousClock.Instant?
  var speed: Double?
  var isWatched = true
  var group: StepGroup?
  /// Whether the pane has reached a common goal since it joined: before, it catches up.
  var isTogether = false
  /// The stored picture that is shown in place of the trainer's state, and its step.
  var stored: (step: Int, frame: Frame)?
  var pace = TrainingPace()
  var slowNote = SlowNote()

  /// Changes whenever a page would see something new.
  var version = 0
  var clients = PaneClients()
  var nextFrame = ContinuousClock.now
  /// Seconds that the last picture took.
  var secondsToDraw = 0.0
  var measuring = MeasurementPace()

  init(
    id: Int, title: String?, start: PaneThread.Start, memory: Int, mailbox: Mailbox<PaneCommand>,
    output: @escaping (PaneEvent) -> Void
  ) throws {
    (self.id, self.title, self.mailbox, self.output) = (id, title, mailbox, output)
    var known: Curves?
    switch start {
    case .settings(let settings):
      player = try HistoryPlayer(History(settings, memory: memory))
    case .history(let history, let curves):
      player = try HistoryPlayer(history)
      known = curves
    case .run(let stored, let registry):
      run = stored
      player = try HistoryPlayer(stored.history(registry: registry, memory: memory))
    }
    titled = player.latestSettings.configuration
    (painter, painted) = (Painter(of: player.trainer), player.trainer)
    measurement = Measurement(of: player.trainer)
    let columns = measurement.columns.map(\.name)
    curves = try known ?? run?.curves(columns: columns) ?? Curves(columns: columns)
    curves.rename(columns)
    if player.isLookingBack { goal = player.history.last }
    if player.step == 0, curves.lastStep == nil { measure() }
    describe()
    askForFloors()
  }

  /// Follows commands until the pane is closed.
  func work() {
    while true {
      for command in mailbox.take(until: nextWork()) {
        if case .close = command {
          group?.leave(id)
          return
        }
        attempt(command) { try follow(command) }
        sendFrames()
      }
      if canTrain { attempt(nil) { try train() } }
      showGoal()
      sendFrames()
    }
  }

  /// Follows a command, or trains without one; an error is said, and one of training ends it.
  private func attempt(_ command: PaneCommand?, _ body: () throws -> Void) {
    do { try body() } catch {
      if command == nil { halt() }
      refuse(error, command)
    }
    followTrainer()
  }

  func follow(_ command: PaneCommand) throws {
    switch command {
    case .frame(let request, let client): return clients.request(request, from: client)
    case .forget(let client): return clients.forget(client)
    case .snapshot(let receive): return receive(snapshot())
    case .floors(let values, let request): return receive(values, request)
    case .play: try play()
    case .pause: pause()
    case .step(let count, let part): try step(count, part)
    case .goto(let step, let seconds): try go(to: step, seconds: seconds)
    case .speed(let value): speed = value
    case .restart: try restart(with: player.latestSettings)
    case .change(let changes, _): try change { try $0.changing(changes) }
    case .readPoints(let file, _): try readPoints(file)
    case .join(let group): join(group)
    case .watched(let isWatched): watch(isWatched)
    case .close: break
    }
    version += 1
  }

  private func readPoints(_ file: String) throws {
    do { try change { try $0.readingPoints(from: file) } } catch {
      PointsInbox.remove(file)
      throw error
    }
  }

  private func snapshot() -> PaneSnapshot {
    var known = curves
    known.removeAll(after: shownStep)
    return PaneSnapshot(
      history: player.history.cut(at: shownStep), curves: known, settings: player.latestSettings)
  }

  /// The title that the pane was given, until it trains another method or with another seed.
  var ownTitle: String? {
    let now = player.settings.configuration
    return type(of: titled.method) == type(of: now.method) && titled.seed == now.seed ? title : nil
  }

  /// The step that is shown: a stored one, or that of the trainer.
  var shownStep: Int { stored?.step ?? player.step }

  /// Another trainer has other latents, and perhaps another target.
  private func followTrainer() {
    guard painted !== player.trainer else { return }
    version += 1
    describe()
  }

  /// Makes the painter that of the present trainer.
  func refreshPainter() {
    guard painted !== player.trainer else { return }
    (painter, painted) = (Painter(of: player.trainer), player.trainer)
  }

  /// Begins the curves of other settings.
  func measureAnew() {
    measurement = Measurement(of: player.trainer, keeping: measurement.columns)
    curves.rename(measurement.columns.map(\.name))
    askForFloors()
  }

  // MARK: - What is said

  private func refuse(_ error: any Error, _ command: PaneCommand?) {
    let (name, client): (String, ClientID?) =
      switch command {
      case .change(_, let client): ("set", client)
      case .readPoints(_, let client): ("points", client)
      case .step: ("step", nil)
      case .goto: ("goto", nil)
      case .restart: ("restart", nil)
      default: ("play", nil)
      }
    output(.refused(command: name, Refusal(error), client: client))
    version += 1
  }

  func describe() {
    refreshPainter()
    output(.description(PaneDescription(of: self)))
  }

  // MARK: - What the target itself scores

  func askForFloors() {
    let request = FloorsRequest(of: player.latestSettings.configuration)
    guard floors.begin(request) else { return showFloors() }
    request.compute(player.trainer.target) { [mailbox] values in
      mailbox.post(.floors(values, request))
    }
  }

  private func receive(_ values: [String: Double], _ request: FloorsRequest) {
    floors.end(request, values)
    showFloors()
    askForFloors()
  }

  private func showFloors() {
    let before = measurement.columns
    measurement.setFloors(floors.values(of: player.latestSettings.configuration))
    if measurement.columns != before { describe() }
  }
}

/// The known scores of targets themselves; one computation runs at a time.
struct KnownFloors {
  private var running: FloorsRequest?
  private var known: (request: FloorsRequest, values: [String: Double])?

  /// Whether a request must be computed now: it is not known, and no other one is being computed.
  mutating func begin(_ request: FloorsRequest) -> Bool {
    guard known?.request != request, running == nil else { return false }
    running = request
    return true
  }

  mutating func end(_ request: FloorsRequest, _ values: [String: Double]) {
    (running, known) = (nil, (request, values))
  }

  /// The values for a configuration's target and samples; empty if they are not known.
  func values(of configuration: Configuration) -> [String: Double] {
    let wanted = FloorsRequest(of: configuration)
    guard let known, known.request.target == wanted.target,
      known.request.samples == wanted.samples
    else { return [:] }
    return known.values
  }
}
