import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// What every run of a search may use; it decides the number of steps.
enum TuningBudget: Sendable, Equatable {
  /// Updates of the generator.
  case updates(Int)
  /// Real samples that the discriminator is shown: batch times its updates in each step.
  case discriminatorSamples(Int)
  /// Seconds on the computer that started the search, without evaluations.
  case seconds(Double)

  private static let known = ["updates", "discriminatorSamples", "seconds"]

  /// Reads `{updates: 5000}`, `{discriminatorSamples: 1e7}` or `{seconds: 60}`.
  ///
  /// Throws `SettingError` unless there is one number above 0.
  init(_ node: SettingNode, at place: SettingPlace) throws(SettingError) {
    let entries = try place.entries(of: node)
    guard let entry = entries.first, entries.count == 1 else {
      throw place.error(
        node.kindText, allowed: "one of \(Self.known.joined(separator: ", ")), as {updates: 5000}")
    }
    let inner = place.at(entry.name)
    switch entry.name {
    case "updates": self = .updates(try Self.whole(entry.value, at: inner))
    case "discriminatorSamples":
      self = .discriminatorSamples(try Self.whole(entry.value, at: inner))
    case "seconds":
      let seconds = try Double.read(entry.value, over: nil, at: inner)
      guard seconds > 0, seconds.isFinite else {
        throw inner.error(entry.value.inline, allowed: Allowed<Double>.positive.text)
      }
      self = .seconds(seconds)
    default: throw SettingError.unknownKey(inner.path, known: Self.known)
    }
  }

  private static func whole(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> Int {
    let number = try Int.read(node, over: nil, at: place)
    guard number > 0 else { throw place.error(node.inline, allowed: Allowed<Int>.positive.text) }
    return number
  }

  /// The budget in words.
  var text: String {
    switch self {
    case .updates(let count): "\(count) updates of the generator"
    case .discriminatorSamples(let count): "\(count) real samples for the discriminator"
    case .seconds(let seconds):
      "\(DecimalText.significant(seconds, 4)) s on the computer that started the search, without evaluations"
    }
  }
}

extension Configuration {
  /// Real samples that the discriminator is shown in one step.
  var discriminatorSamples: Int { batch * discriminator.updatesInARow }
}

/// A budget that gives a configuration the same number of steps whenever it is asked.
struct FrozenBudget: Sendable {
  let budget: TuningBudget
  /// Floating-point operations in a second; 0 unless the budget is a time.
  let speed: Double

  /// The number of steps.
  ///
  /// Throws `SettingError` if the budget is not enough for one.
  func steps(of configuration: Configuration) throws(SettingError) -> Int {
    let steps: Double
    switch budget {
    case .updates(let count): steps = Double(count)
    case .discriminatorSamples(let count):
      steps = Double(count) / Double(configuration.discriminatorSamples)
    case .seconds(let seconds):
      steps = seconds * speed / max(1, OperationCounts.perStep(configuration) ?? .infinity)
    }
    guard steps >= 1, steps <= 1e12 else {
      throw SettingError(
        key: "\(ExperimentKey.tune).budget",
        is: "\(budget.text), which is \(steps) steps of these settings",
        allowed: "a budget for 1 to 1e12 steps")
    }
    return Int(steps)
  }
}

extension FrozenBudget {
  /// The contents of `budget.json`, in the folder of a search with a budget of seconds.
  private struct Measured: Codable { var operationsPerSecond: Double }

  /// The budget with the speed that the folder states; the first process measures it with a configuration.
  ///
  /// Later processes, on whichever computer, take it from there: all have the same plan.
  init(
    _ budget: TuningBudget, in folder: URL, measuring configuration: () throws -> Configuration
  ) throws {
    self.budget = budget
    guard case .seconds = budget else {
      speed = 0
      return
    }
    let file = folder.appendingPathComponent("budget.json")
    if AtomicFile.isMissing(file) {
      let measured = Measured(operationsPerSecond: try Self.speed(of: configuration()))
      try AtomicFile.makeFolder(folder)
      try Self.keep(JSONText.of(measured), at: file)
    }
    guard let measured = try JSONText.read(Measured.self, at: file) else {
      throw MachineError(place: file.path, problem: "the file was removed")
    }
    speed = measured.operationsPerSecond
  }

  /// Writes the file unless another process has written it since.
  private static func keep(_ text: String, at file: URL) throws {
    let draft = file.deletingLastPathComponent()
      .appendingPathComponent(".budget-\(ProcessInfo.processInfo.processIdentifier)")
    try AtomicFile.write(text, to: draft)
    defer { unlink(draft.path) }
    guard link(draft.path, file.path) == 0 || errno == EEXIST else {
      throw MachineError(cannot: "write", file.path, because: SystemReason.text(errno))
    }
  }

  /// Floating-point operations in a second of training.
  private static func speed(of configuration: Configuration) throws -> Double {
    let trainer = Trainer(try Recipe(configuration))
    guard trainer.advance(to: 2) == nil else {
      throw SettingError(
        key: "\(ExperimentKey.tune).budget.seconds", is: "given for settings that diverge at once",
        allowed: "a budget of updates")
    }
    let (start, watch) = (trainer.step, Stopwatch())
    while watch.seconds < 1, trainer.advance(to: trainer.step + 1) == nil {}
    return Double(trainer.step - start) * trainer.operationsPerStep / watch.seconds
  }
}
