import Foundation
import ToyGAN

extension RunProgress {
  var share: Double { Double(step) / Double(max(1, steps)) }

  /// A text such as `12500/25000  310 steps/s  0:40 left`.
  var paceText: String { paceTexts[0] }

  /// The steps, the speed and the time left, then shorter texts.
  private var paceTexts: [String] {
    let steps = ["\(step)/\(steps)"]
    let speed = rate.map { ["\(Terminal.rate($0)) steps/s"] } ?? []
    let left = secondsLeft.map { ["\(Terminal.time($0)) left"] } ?? []
    return [steps + speed + left, steps + left, steps].map { $0.joined(separator: "  ") }
  }

  /// `modes 8/8` by the strictest count that was measured; the first distance if the target has no modes.
  var modesText: String {
    let measured = point?.measurements ?? []
    let counts = Metric.modeCounts.compactMap { count in
      measured.first { $0.name == count.name }
    }
    guard let modes = counts.first else {
      let distances = Metric.distancesDuringTraining.map(\.name)
      let distance = measured.first { distances.contains($0.name) }
      return distance.map { "\($0.name) \(DecimalText.significant($0.value, 4))" } ?? ""
    }
    let count = { (value: Double) in DecimalText.significant(value, 6) }
    return "modes \(count(modes.value))" + (modes.expectedForTarget.map { "/\(count($0))" } ?? "")
  }

  /// A text such as `loss G 0.6931 D 1.386`.
  var lossText: String {
    guard let point, point.step > 0 else { return "" }
    let digits = { (value: Double) in DecimalText.significant(value, 4) }
    return "loss G \(digits(point.generatorLoss)) D \(digits(point.discriminatorLoss))"
  }

  /// A progress bar, and as much of the other texts as fits `width`.
  func line(width: Int) -> String {
    let all = [paceText, modesText, lossText].filter { !$0.isEmpty }
    for count in stride(from: all.count, to: 0, by: -1) {
      let text = all.prefix(count).joined(separator: "  ")
      let room = width - text.columns - 3
      if room >= 8 { return "\(Terminal.bar(share, width: min(30, room)))  \(text)" }
    }
    // Without a bar, whole words.
    let fitting = paceTexts.first { $0.columns < width } ?? paceTexts[2]
    return fitting.clipped(toColumns: width - 1)
  }
}
