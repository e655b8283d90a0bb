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
  /// What the target itself scores, by metric, and for what this was asked.
  case floors([String: Double], FloorsRequest)
  /// Hands the history to a receiver.
  case snapshot(@Sendable (PaneSnapshot) -> Void)
  case close
}

extension PaneCommand {
  /// Whether an earlier command, which was not followed yet, has no effect beside this one.
  ///
  /// A slider sends many values of one setting, and many steps to go to.
  func supersedes(_ earlier: PaneCommand) -> Bool {
    switch (self, earlier) {
    case (.goto, .goto), (.speed, .speed): true
    case (.change(let new, let client), .change(let old, let other)):
      client == other && old.allSatisfy { old in new.contains { $0.key == old.key } }
    default: false
    }
  }
}

/// What another pane, or a run folder, needs of a pane.
struct PaneSnapshot: Sendable {
  /// The history up to the step that is shown.
  var history: History
  /// The curves up to that step.
  var curves: Curves
  /// The settings with which training continues after the last step.
  var settings: PaneSettings
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
  case refused(command: String, Refusal, client: ClientID?)
  case note(String)
  /// The pane could not be made.
  case failed(Refusal)
}
