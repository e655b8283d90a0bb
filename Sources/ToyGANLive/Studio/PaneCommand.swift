import ToyGAN

/// A number of a page's connection.
typealias ClientID = Int

/// What a pane is asked to do.
enum PaneCommand: Sendable {
  /// A page wants the next picture.
  case frame(FrameRequest, client: ClientID)
  /// A page is gone.
  case forget(client: ClientID)
  case play, pause
  case step(count: Int, StepPart)
  /// Goes to a step, back or forward, for at most a number of seconds.
  case goto(Int, seconds: Double?)
  /// Steps per second; nil for as many as possible.
  case speed(Double?)
  case restart
  case change([PaneSettings.Change], client: ClientID)
  case readPoints(file: String, client: ClientID)
  /// Trains in step with other panes, or alone.
  case join(StepGroup?)
  /// Whether a page is connected; without one nothing is trained.
  case watched(Bool)
  /// What the target itself scores, by metric.
  case floors([String: Double], of: TargetConfiguration)
  /// Hands the history to a receiver.
  case snapshot(@Sendable (PaneSnapshot) -> Void)
  case describe
  case close
}

/// What another pane, or a run folder, needs of a pane.
struct PaneSnapshot: Sendable {
  /// The history up to the step that is shown.
  var history: History
  var curves: Curves
  var settings: PaneSettings
  var title: String?
}

/// What a page wants in a picture, and what it has of the curves.
struct FrameRequest: Sendable {
  var parts: Set<Frame.Part>
  var samples: Int
  var epoch: Int
  var from: Int
}

/// What a pane has to say.
enum PaneEvent: Sendable {
  case description(PaneDescription)
  case frame([UInt8], client: ClientID)
  case refused(command: String, error: SettingError, client: ClientID?)
  case note(String)
  /// The pane could not be made.
  case failed(String)
}
