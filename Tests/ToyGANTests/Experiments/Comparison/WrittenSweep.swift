import Foundation
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// A sweep that is written as if its runs had been trained.
struct WrittenSweep {
  /// A run: its status, and the values of its metrics in order.
  struct Run {
    var label: String
    var target = "ring8"
    var status = "completed"
    var values: [(name: String, value: Double)]
    var samples = 100
    /// What draws of the target score by every metric.
    var floor: NoiseFloor?
  }

  private static let counts = ["modes_by_mass", "modes_covered"]

  /// Runs of one label by the strict and the classical count of modes.
  static func runs(
    _ label: String, strict: [Double], classical: [Double]? = nil, target: String = "ring8"
  ) -> [Run] {
    zip(strict, classical ?? strict).map { strict, classical in
      Run(
        label: label, target: target,
        values: [("modes_by_mass", strict), ("modes_covered", classical)])
    }
  }

  /// Runs of one label by one metric.
  static func runs(_ label: String, _ metric: String, _ values: [Double]) -> [Run] {
    values.map { Run(label: label, values: [(metric, $0)]) }
  }

  /// Writes the plan, and the outcomes of all runs that have ended.
  static func write(_ runs: [Run], to url: URL) throws -> SweepFolder {
    var plan = ""
    try AtomicFile.makeFolder(url)
    for (index, run) in runs.enumerated() {
      let label = String(JSONText.of(run.label, isPretty: false).dropLast())
      plan += #"{"run":"r\#(index)","label":\#(label),"#
      plan += #""configuration":{"target":"\#(run.target)","batch":1}}"# + "\n"
      guard run.status != "running" else { continue }
      let place = RunFolder(url.appendingPathComponent("runs/r\(index)"))
      try AtomicFile.makeFolder(place.url)
      try place.write(summary(run, seed: UInt64(index)))
    }
    try AtomicFile.write(plan, to: url.appendingPathComponent("plan.jsonl"))
    return SweepFolder(url)
  }

  private static func summary(_ run: Run, seed: UInt64) -> RunSummary {
    let all = run.target == "grid25" ? 25.0 : 8
    return RunSummary(
      label: run.label, method: "gan", seed: seed, status: run.status, steps: 10,
      metrics: run.values.map { name, value in
        MetricValue(
          name: name, value: value, definition: "what \(name) is",
          expectedForTarget: counts.contains(name) ? all : nil, noiseFloor: run.floor,
          samples: run.samples)
      })
  }
}

extension String {
  /// The words of a text whose line breaks depend on the width.
  var joinedWords: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
