import ToyGANFiles
import ToyGANStudies

/// The labels of figures: a label that has runs on several targets is a label for each, because scores on several
/// targets have no common mean.
struct TargetNames {
  /// The name of a label on a target, for labels on several.
  private var names: [String: [String: String]] = [:]

  init(_ runs: [SummarizedRun]) {
    var taken = Set(runs.map(\.label))
    var targets = [String: [String]]()
    for run in runs where !targets[run.label, default: []].contains(run.target.words) {
      targets[run.label, default: []].append(run.target.words)
    }
    for run in runs where targets[run.label]?.count ?? 0 > 1 {
      guard names[run.label]?[run.target.words] == nil else { continue }
      let name = "\(run.label), \(Self.part(of: run))"
      let own = FileName.unique(name, besides: Array(taken))
      taken.insert(own)
      names[run.label, default: [:]][run.target.words] = own
    }
  }

  /// The target of a run as a part of a label, which commas divide into parts.
  static func part(of run: SummarizedRun) -> String {
    let short = run.target.short
    return short.isEmpty ? "target not known" : String(short.map { $0 == "," ? ";" : $0 })
  }

  /// The name of a label on a target, in the words of the plan.
  func name(_ label: String, on target: String) -> String { names[label]?[target] ?? label }

  /// The runs under these names.
  func named(_ runs: [SummarizedRun]) -> [SummarizedRun] {
    runs.map { run in
      var run = run
      run.label = name(run.label, on: run.target.words)
      return run
    }
  }
}
