import ToyGANCore
import ToyGANSettings

/// For how many updates of its player a schedule lasts.
public enum ScheduleLength: Hashable, ScalarSettingValue {
  /// This number of updates, however long the run is.
  case updates(Int)
  /// All updates that the player makes in the run.
  case run

  public static let form = "a whole number, or run"
  public var node: SettingNode {
    switch self {
    case .updates(let count): count.node
    case .run: .word("run")
    }
  }

  public init?(settingText text: String) {
    if text == "run" {
      self = .run
    } else if let count = Int(settingText: text) {
      self = .updates(count)
    } else {
      return nil
    }
  }

  /// This length in a run in which the player makes `updates` updates.
  func lasting(_ updates: Int) -> Self { self == .run ? .updates(updates) : self }

  /// The completed fraction [1, 1] after a number [1, 1] of updates, at most 1.
  ///
  /// Traps for the length of a run that is not known yet: the trainer replaces it by a number.
  func share(after updates: Tensor) -> Tensor {
    guard case .updates(let count) = self else {
      fatalError("a schedule over the run needs the number of the run's updates: use lasting(_:)")
    }
    return ((1 / Double(count)) * updates).minimum(1)
  }
}

extension Allowed<ScheduleLength> {
  /// At least so many updates, or all of the run.
  static func updates(from least: Int, _ text: String) -> Self {
    Allowed(text) { if case .updates(let count) = $0 { count >= least } else { true } }
  }
}
