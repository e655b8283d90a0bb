import Foundation
import ToyGAN

/// The work of a pane's thread: it follows commands, trains, and sends pictures.
final class PaneWorker {
  let id: Int
  let mailbox: Mailbox<PaneCommand>
  let output: (PaneEvent) -> Void
  var title: String?
  let run: StoredRun?

  var player: HistoryPlayer
  var painter: Painter
  var measurement: Measurement
  var curves: Curves
  /// What a target itself scores, by metric.
  var floors: (target: TargetConfiguration, values: [String: Double])?

  /// Whether the pane trains until all steps are made, or until it is paused.
  var isPlaying = false
  /// The step at which a pane stops that was sent there; nil if it was not.
  var goal: Int?
  /// When a pane that was sent to a step gives up.
  var deadline: ContinuousClock.Instant?
  var speed: Double?
  var isWatched = true
  var group: StepGroup?
  /// The stored step that is shown in place of the trainer's state.
  var stored: Int?
  var pace = TrainingPace()

  /// Changes whenever a page would see something new.
  var version = 0
  var requests: [ClientID: FrameRequest] = [:]
  var seen: [ClientID: Int] = [:]
  private var sent: [ClientID: WantedParts] = [:]

  private struct WantedParts: Equatable {
    var parts: Set<Frame.Part>
    var samples: Int
  }

  var nextFrame = ContinuousClock.now
  var nextMeasurement = ContinuousClock.now

  init(
    id: Int, title: String?, start: PaneThread.Start, memory: Int, mailbox: Mailbox<PaneCommand>,
    output: @escaping (PaneEvent) -> Void
  ) throws {
    (self.id, self.title, self.mailbox, self.output) = (id, title, mailbox, output)
    var run: StoredRun?
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
    self.run = run
    painter = Painter(of: player.trainer)
    let measurement = Measurement(of: player.trainer, floors: [:])
    self.measurement = measurement
    let columns = measurement.columns.map(\.name)
    curves = try known ?? run?.curves(columns: columns) ?? Curves(columns: columns)
    curves.rename(columns)
    if player.step < player.history.last { goal = player.history.last }
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
        do { try follow(command) } catch { refuse(error, command) }
      }
      if canTrain {
        do { try train() } catch {
          halt()
          refuse(error, .play)
        }
      }
      sendFrames()
    }
  }

  private func follow(_ command: PaneCommand) throws {
    switch command {
    case .frame(let request, let client): return receive(request, from: client)
    case .forget(let client): return forget(client)
    case .snapshot(let receive): return receive(snapshot())
    case .describe: return describe()
    case .floors(let values, let target): return receive(values, of: target)
    case .play: try play()
    case .pause: pause()
    case .step(let count, let part): try step(count, part)
    case .goto(let step, let seconds): try go(to: step, seconds: seconds)
    case .speed(let value): speed = value
    case .restart: try restart(with: player.latestSettings)
    case .change(let changes, _): try change { try $0.changing(changes) }
    case .readPoints(let file, _): try change { try $0.readingPoints(from: file) }
    case .join(let group): join(group)
    case .watched(let isWatched): watch(isWatched)
    case .close: break
    }
    version += 1
  }

  /// A request replaces one that was not answered; one that asks for other parts is news.
  private func receive(_ request: FrameRequest, from client: ClientID) {
    requests[client] = request
    let wanted = WantedParts(parts: request.parts, samples: request.samples)
    if wanted != sent[client] { seen[client] = nil }
    sent[client] = wanted
  }

  private func forget(_ client: ClientID) {
    requests[client] = nil
    seen[client] = nil
    sent[client] = nil
  }

  private func snapshot() -> PaneSnapshot {
    var known = curves
    known.removeAll(after: shownStep)
    return PaneSnapshot(
      history: player.history.cut(at: shownStep), curves: known, settings: player.settings,
      title: title)
  }

  /// The step that is shown: a stored one, or that of the trainer.
  var shownStep: Int { stored ?? player.step }

  // MARK: - What is said

  func refuse(_ error: any Error, _ command: PaneCommand) {
    let (name, client): (String, ClientID?) =
      switch command {
      case .change(_, let client): ("set", client)
      case .readPoints(_, let client): ("points", client)
      case .step: ("step", nil)
      case .goto: ("goto", nil)
      case .restart: ("restart", nil)
      default: ("play", nil)
      }
    output(.refused(command: name, error: error.asSettingError, client: client))
    version += 1
  }

  func describe() {
    let (settings, history) = (player.settings, player.history)
    let (configuration, target) = (settings.configuration, player.trainer.target)
    let method = type(of: configuration.method).name
    output(
      .description(
        PaneDescription(
          id: id, title: title ?? "\(method), seed \(configuration.seed)", method: method,
          seed: configuration.seed, steps: configuration.steps,
          target: TargetDescription(configuration.target, target, view: painter.view),
          settings: SettingControl.all(of: settings), assignments: settings.changed,
          yaml: settings.yaml, command: settings.command,
          commandNote: settings.hasSentPoints ? Self.pointsNote : "", columns: measurement.columns,
          canSplitStep: player.trainer.canSplitStep, hasManifold: painter.hasManifold,
          hasArrows: painter.hasArrows(of: player.trainer), hasSurface: painter.view.kind != .line,
          decisionThreshold: configuration.method.objective.decisionThreshold,
          categories: player.trainer.categoryCount,
          marks: history.segments.dropFirst().map {
            PaneDescription.Mark(step: $0.start, text: $0.text, fresh: $0.fresh)
          },
          source: run?.name, storedSteps: run?.steps ?? [])))
  }

  private static let pointsNote =
    "points.csv is the file of points that was drawn or loaded here; a saved run contains it."

  /// Computes what the target itself scores, beside the training.
  func askForFloors() {
    let settings = player.settings.configuration
    let (configuration, samples) = (settings.target, settings.evaluation.samples)
    let (target, metrics) = (player.trainer.target, settings.evaluation.metrics.metrics)
    DispatchQueue.global().async { [mailbox] in
      let floors = NoiseFloors(of: configuration, target).floors(
        in: metrics.filter { $0.applies(to: target) }, samples: samples)
      mailbox.post(.floors(floors.mapValues(\.mean), of: configuration))
    }
  }

  private func receive(_ values: [String: Double], of target: TargetConfiguration) {
    guard target == player.latestSettings.configuration.target else { return }
    floors = (target, values)
    measurement = Measurement(of: player.trainer, floors: values)
    describe()
  }
}

extension Error {
  /// The error as one with a key, for a page.
  var asSettingError: SettingError {
    switch self {
    case let error as SettingError: error
    case let error as FileError:
      SettingError(key: error.file, value: error.value, allowed: error.allowed)
    default: SettingError(key: "pane", value: "\(self)", allowed: "settings that can be used")
    }
  }
}
