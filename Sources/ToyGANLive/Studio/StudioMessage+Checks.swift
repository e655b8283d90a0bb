import ToyGAN

/// The parts of a message, checked: a page is not to be trusted.
extension StudioMessage {
  /// The number of the pane; nil if the message names none, or all.
  var onePane: Int? { if case .one(let id) = pane { id } else { nil } }

  var requiredStep: Int {
    get throws {
      guard let step, step >= 0, step <= 1_000_000_000_000 else {
        throw SettingError(
          key: "step", value: step.map { "\($0)" } ?? "no number", allowed: "a step, 0 or above")
      }
      return step
    }
  }

  var stepCount: Int {
    get throws {
      let count = count ?? 1
      guard (1...1_000_000).contains(count) else {
        throw SettingError(
          key: "count", value: "\(count)", allowed: "a whole number from 1 to 1000000")
      }
      return count
    }
  }

  var speed: Double? {
    get throws {
      guard let value else { return nil }
      guard value >= 0.1, value <= 1e6 else {
        throw SettingError(
          key: "speed", value: "\(value)", allowed: "a number of steps a second, 0.1 to 1000000")
      }
      return value
    }
  }

  var changes: [PaneSettings.Change] {
    get throws {
      guard let assignments, !assignments.isEmpty else {
        throw SettingError(key: "assignments", value: "none", allowed: "one setting or more")
      }
      return assignments
    }
  }
}
