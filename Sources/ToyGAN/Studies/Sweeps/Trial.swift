import ToyGANSettings

/// The place of a variant in a search: the label whose settings are searched, and the number of the trial.
struct Trial: Sendable, Hashable {
  /// The label of the search; empty for an experiment without labels.
  var label: String
  /// 0 for the label's own settings, otherwise the number of the draw.
  var number: Int
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
