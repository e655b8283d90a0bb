import Foundation
import ToyGANSettings

extension Experiment {
  /// The experiment with the same budget for every run, if the settings of a search state one.
  ///
  /// Throws `SettingError` if the number of steps is drawn, varied or set for a variant, and what measuring a time
  /// throws.
  func budgeted(_ settings: TuningSettings, in folder: URL) throws -> Experiment {
    guard let budget = settings.budget else { return self }
    let named = variants.flatMap { $0.settings.map(\.path) } + (sampling?.paths(of: variants) ?? [])
    guard !named.contains("steps") else {
      throw SettingError(
        key: "\(ExperimentKey.tune).budget", is: "given, but labels or trials differ in steps",
        allowed: "one of the two")
    }
    var copy = self
    copy.budget = try FrozenBudget(budget, in: folder) { try configuration(of: variants[0]) }
    return copy
  }
}
