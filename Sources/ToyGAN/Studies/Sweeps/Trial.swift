import ToyGANSettings

/// The place of a variant in a search: the label whose settings are searched, and the number of the trial.
package struct Trial: Sendable, Hashable {
  /// The label of the search; empty for an experiment without labels.
  package var label: String
  /// 0 for the label's own settings, otherwise the number of the draw.
  package var number: Int

  package init(label: String, number: Int) { (self.label, self.number) = (label, number) }

  /// The label of its runs, such as `WGAN, trial 3`, or `WGAN, default` for the label's own settings.
  package var labelOfRuns: String {
    let name = number == 0 ? "default" : "trial \(number)"
    return label.isEmpty ? name : "\(label), \(name)"
  }
}

extension Variant {
  /// Its place in a search; a variant of an experiment that draws nothing is the trial 0 of its label.
  var place: Trial { trial ?? Trial(label: label, number: 0) }

  /// The label of which it is a trial that draws settings; nil for any other variant.
  var searchedLabel: String? { trial.flatMap { $0.number > 0 ? $0.label : nil } }

  /// The settings that it has drawn.
  var drawn: [(path: String, value: SettingNode)] {
    searchedLabel == nil ? [] : Array(settings.suffix(drawnCount))
  }
}
