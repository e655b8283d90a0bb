import Foundation
import ToyGANSettings

extension Experiment {
  /// The experiment with the same budget for every run, if the settings of a search state one.
  ///
  /// Throws `SettingError` if the number of steps is drawn, varied, or set for a variant or for all runs, and what
  /// measuring a time throws.
  func budgeted(_ settings: TuningSettings, in folder: URL) throws -> Experiment {
    guard let budget = settings.budget else { return self }
    let named =
      variants.flatMap { $0.settings.map(\.path) } + (sampling?.paths(of: variants) ?? [])
      + assignments.flatMap(\.leafPaths)
    guard !named.contains("steps") else {
      throw SettingError(
        key: "\(ExperimentKey.tune).budget",
        is: "given, and steps are set for all runs, or labels or trials differ in them",
        allowed: "one of the two")
    }
    var copy = self
    copy.budget = try FrozenBudget(budget, in: folder) { try configuration(of: variants[0]) }
    return copy
  }
}
