import ToyGANCore
import ToyGANFiles
import ToyGANTraining

/// How the time of a generator step is distributed over its instructions.
public struct StepProfile {
  /// Instructions, slowest first.
  public let lines: [InstructionProfile]
  /// Floating-point operations of a step if every product of its expressions is computed once.
  public let leastOperations: Int

  /// Runs every instruction `runs` times, after some steps of warm-up;
  /// the trainer's weights are not usable afterwards.
  public init(of trainer: Trainer, runs: Int = 30) {
    _ = trainer.advance(to: trainer.step + 10)
    var lines: [InstructionProfile] = []
    leastOperations = Int(
      trainer.updatesPerStep.reduce(0) {
        $0 + $1.count * Double(trainer.program.leastFlops(of: $1.routine))
      }.rounded())
    for (routine, count) in trainer.updatesPerStep {
      let drawings = (0..<runs).map { _ in trainer.timeDrawing(for: routine) }
      let drawing = InstructionProfile(
        kind: "data and latents", text: "drawn for the \(trainer.program.name(of: routine))",
        seconds: drawings.map(\.seconds).min() ?? 0, operations: 0,
        bytes: drawings.first?.bytes ?? 0)
      lines.append(drawing.times(count))
      lines += trainer.program.profile(routine, runs: runs).map { $0.times(count) }
    }
    self.lines = lines.sorted { $0.seconds > $1.seconds }
  }

  /// Total seconds of all instructions.
  public var seconds: Double { lines.reduce(0) { $0 + $1.seconds } }

  /// A table by kind and the arithmetic of a step, followed by the slowest instructions.
  public func report(slowest count: Int = 10) -> String {
    var kinds: [String] = []
    for line in lines where !kinds.contains(line.kind) { kinds.append(line.kind) }
    var rows = [["", "us a step", "share", "GFLOP/s", "GB/s"]]
    for kind in kinds { rows.append(cells(kind, lines.filter { $0.kind == kind })) }
    rows.append(cells("all", lines))
    let slowest = lines.prefix(count).map { line in
      [line.text.count > 100 ? line.text.prefix(97) + "..." : line.text]
        + cells("", [line]).dropFirst()
    }
    rows += [["", "", "", "", ""], [arithmetic], ["", "", "", "", ""]]
    return TextTable(rows + slowest).text
  }

  /// The operations of a step beside the fewest that its expressions need.
  private var arithmetic: String {
    func text(_ operations: Int) -> String { DecimalText.fixed(Double(operations) / 1e6, 1) }
    let (done, least) = (text(lines.reduce(0) { $0 + $1.operations }), text(leastOperations))
    return "\(done) MFLOP a step; \(least) if every product of the expressions is computed once"
  }

  private func cells(_ name: String, _ part: [InstructionProfile]) -> [String] {
    let time = part.reduce(0) { $0 + $1.seconds }
    let operations = Double(part.reduce(0) { $0 + $1.operations })
    let bytes = Double(part.reduce(0) { $0 + $1.bytes })
    return [
      name, DecimalText.fixed(1e6 * time, 1),
      DecimalText.fixed(100 * time / seconds, 1) + " %",
      DecimalText.fixed(operations / time / 1e9, 1),
      DecimalText.fixed(bytes / time / 1e9, 1),
    ]
  }
}

extension InstructionProfile {
  /// This profile with its times multiplied by `count`.
  fileprivate func times(_ count: Double) -> Self {
    var line = self
    line.seconds *= count
    line.operations = Int((Double(operations) * count).rounded())
    line.bytes = Int((Double(bytes) * count).rounded())
    return line
  }
}
