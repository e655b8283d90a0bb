import ToyGAN

/// Pictures, which pages pull.
extension PaneWorker {
  /// Whether a page waits for something that it has not seen, and that it may see now.
  var hasNews: Bool {
    // Panes in step show their common goals only, all at the same time.
    !(isPlaying && isTogether) && !clients.waiting(for: version).isEmpty
  }

  /// Sends a picture to each page that waits for one, unless the last one was too short a time ago.
  func sendFrames() {
    if hasNews, ContinuousClock.now >= nextFrame { sendFramesNow() }
  }

  func sendFramesNow() {
    let waiting = clients.waiting(for: version)
    guard !waiting.isEmpty else { return }
    refreshPainter()
    let watch = Stopwatch()
    let frame = frame(for: waiting.map(\.request))
    for (id, request) in waiting {
      clients.answered(id, with: version)
      let rows = curves.rows(epoch: request.epoch, from: request.from)
      output(.frame(frame.bytes(pane: self.id, curves: rows), client: id))
    }
    secondsToDraw = watch.seconds
    // At most a tenth of the time of a pane that trains, and no more pictures than a screen shows.
    let share = end == nil ? 1.0 : 10
    nextFrame = .now + .seconds(max(Self.shortestInterval, (share - 1) * secondsToDraw))
  }

  private static var shortestInterval: Double { 1.0 / 40 }
  private static var maximumSamples: Int { 5000 }

  private func frame(for requests: [FrameRequest]) -> Frame {
    var frame = stored?.frame ?? drawn(for: requests)
    if stored != nil { frame.zoom = painter.view.zoom(showing: frame.samples ?? []) }
    frame.state = JSONText.of(FrameState(of: self, zoom: frame.zoom), isPretty: false)
    return frame
  }

  /// The picture of the trainer's state.
  private func drawn(for requests: [FrameRequest]) -> Frame {
    let samples = requests.map(\.samples).max() ?? 0
    return painter.frame(
      of: player.trainer, parts: requests.reduce(into: []) { $0.formUnion($1.parts) },
      samples: min(max(1, samples), Self.maximumSamples))
  }
}

/// The state of a pane in a picture.
private struct FrameState: Encodable {
  var step: Int
  var last: Int
  var playing: Bool
  var replaying: Bool
  var rate: Double?
  var speed: Double?
  var outcome: String?
  var stored: Bool
  var zoom: Int
  /// The latest values of the columns; nil for a value that is not a finite number.
  var values: [Double?]

  init(of worker: PaneWorker, zoom: Int) {
    self.zoom = zoom
    step = worker.shownStep
    last = worker.player.history.last
    playing = worker.isPlaying || worker.goal != nil || worker.single != nil
    replaying = worker.goal != nil && step < last
    rate = playing ? worker.pace.rate : nil
    speed = worker.speed
    outcome = worker.player.history.divergence.map { "diverged at step \($0.step): \($0.quantity)" }
    stored = worker.stored != nil
    values = (worker.curves.values(at: step) ?? []).map { $0.isFinite ? Double($0) : nil }
  }

  // Written by hand, because values that are missing must be null.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(step, forKey: .step)
    try container.encode(last, forKey: .last)
    try container.encode(playing, forKey: .playing)
    try container.encode(replaying, forKey: .replaying)
    try container.encode(rate, forKey: .rate)
    try container.encode(speed, forKey: .speed)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(stored, forKey: .stored)
    try container.encode(zoom, forKey: .zoom)
    try container.encode(values, forKey: .values)
  }

  private enum Key: CodingKey {
    case step, last, playing, replaying, rate, speed, outcome, stored, zoom, values
  }
}
