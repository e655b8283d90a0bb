import ToyGANGames
import ToyGANSettings

extension Experiment {
  /// The settings of the file and of a variant.
  ///
  /// What is set for all runs overrides both, as it did before there was `vary`. But a part that is set by name and
  /// of which the variant changes a setting, as in `--set method=unrolled --vary method.steps=1,5`, is set first.
  func layers(of variant: Variant) throws(SettingError) -> [SettingNode] {
    let leaves = variant.settings.flatMap { $0.value.leafPaths(at: $0.path) }
    let parts = assignments.flatMap { $0.partNames(around: leaves) }
    let replaced = leaves.filter { leaf in parts.contains { $0.path.covers(leaf) } }
      .flatMap { [$0] + Variant.paths($0) }
    let own = try VariantLayers(
      variant.settings, over: replaced.reduce(base) { $0.removing($1) }, after: parts.map(\.path))
    return [own.base] + parts.map { SettingNode($0.name, at: $0.path) } + own.layers
  }

  /// Throws `SettingError` if a label that is made from settings states a value that its runs do not have, because
  /// another setting of the variant, or one for all runs, replaces it.
  func requireTrueLabel(_ line: Line) throws {
    for stated in line.variant.stated {
      let rivals = line.variant.settings.filter { other in
        other.path.concerns(stated.path)
          && (other.path, other.value.inline) != (stated.path, stated.value.inline)
      }.map(\.path)
      let set = assignments.flatMap(\.leafPaths).filter { $0.concerns(stated.path) }
      guard !rivals.isEmpty || !set.isEmpty else { continue }
      let again =
        try layers(of: line.variant) + assignments + [SettingNode(stated.value, at: stated.path)]
      let repeated = try? Configuration(layers: again, registry: registry)
      if repeated?.node == line.configuration.node { continue }
      throw SettingError(
        key: stated.path,
        is: set.isEmpty ? "varied together with \(rivals[0])" : "both set for all runs and varied",
        allowed: "one of the two; the label '\(line.texts.label.inOneLine(60))' would name a value "
          + "that its runs do not have"
          + (set.isEmpty ? "" : ": what is set for all runs does not vary"))
    }
  }

  /// Throws `SettingError` if a setting that trials draw is set for all runs: no trial would differ in it.
  func requireOneWayOfTrials() throws(SettingError) {
    let set = assignments.flatMap(\.leafPaths)
    for path in sampling?.paths(of: variants) ?? [] where set.contains(where: { $0.concerns(path) })
    {
      throw SettingError(
        key: path, is: "both set for all runs and drawn for each trial", allowed: "one of the two")
    }
  }

  /// Throws `SettingError` if a seed is set for all runs although the seeds are given.
  func requireOneWayOfSeeds() throws(SettingError) {
    guard seeds != nil, assignments.contains(where: { $0["seed"] != nil }) else { return }
    throw SettingError(
      key: "seed", is: "set, and the seeds of the runs are given too",
      allowed: "one of the two: --seeds, seeds in the experiment's file, or one seed for all runs")
  }
}

extension SettingNode {
  /// The parts, such as a method, that these settings choose by name and of which the paths name settings.
  fileprivate func partNames(around paths: [String]) -> [(path: String, name: SettingNode)] {
    let inner = paths.flatMap { [$0] + Variant.paths($0) }.flatMap(\.sectionsAround)
      .filter { part in Variant.paths(part).contains { VariantLayers.isPart($0) } }
    // An optimizer of both players may be set where that of one is varied.
    let both = "optimizer"
    let parts = inner + (inner.contains { Variant.paths(both).contains($0) } ? [both] : [])
    return parts.firstOccurrences.compactMap { part in
      guard let found = self[part], let name = found["name"] ?? (found.text.map { _ in found })
      else { return nil }
      return (part, name)
    }
  }
}

extension String {
  /// The paths of the sections around the setting at this path; a name is no setting of a part.
  fileprivate var sectionsAround: [String] { hasSuffix(".name") ? [] : outerSections }
}
