import Foundation

/// Makes run and sweep folders with numbers that look like those of real training.
struct SyntheticSweep {
  /// How a label behaves: modes at the end, steps to get there, and whether it hops among modes.
  struct Behaviour {
    var label: String
    var modes: Double
    var settles: Double
    var hops = false
  }

  static let seven = [
    Behaviour(label: "minimax GAN", modes: 1.4, settles: 500, hops: true),
    Behaviour(label: "non-saturating GAN", modes: 2.6, settles: 3000, hops: true),
    Behaviour(label: "minibatch discrimination", modes: 5.5, settles: 8000),
    Behaviour(label: "WGAN", modes: 6.4, settles: 9000),
    Behaviour(label: "WGAN-GP", modes: 7.7, settles: 4000),
    Behaviour(label: "unrolled, K = 5", modes: 7.3, settles: 6000),
    Behaviour(label: "unrolled, K = 10", modes: 8.2, settles: 3500),
  ]

  var behaviours = seven
  var seeds = 10
  var steps = 25_000
  var storedEvery = 5000
  var samples = 2500
  var grid = 64
  /// Label and seed of a run that diverges halfway, its last row being NaN.
  var diverged: (label: String, seed: Int)?
  /// Whether the target has modes, and so whether there are columns and ceilings of them.
  var hasModes = true

  /// Whether runs have the strict count of modes too, as those of older versions have not.
  var hasStrictCount = false
  /// Settings of labels, which the plan then says.
  var settings: [String: [String: Double]] = [:]

  private var columns: [String] {
    guard hasModes else { return [] }
    return ["modes_covered"] + (hasStrictCount ? ["modes_by_mass"] : [])
      + ["high_quality", "reverse_kl", "deviation_ratio"]
  }

  private var header: String {
    (["step", "loss_generator", "loss_discriminator"] + columns).joined(separator: ",")
  }

  /// Writes a sweep folder.
  func write(to folder: URL) throws {
    var plan = ""
    var tidy = "run,label,method,seed,\(header)\n"
    for (index, behaviour) in behaviours.enumerated() {
      for seed in 0..<seeds {
        let id = "\(index)-seed\(seed)"
        let label = quoted(behaviour.label)
        plan += try planned(behaviour.label, run: id, seed: seed) + "\n"
        let run = folder.appendingPathComponent("runs/\(id)")
        let rows = try write(behaviour, seed: seed, to: run, files: seed == 0)
        for row in rows {
          tidy += "\(id),\(label),gan,\(seed),\(row.joined(separator: ","))\n"
        }
      }
    }
    try write(plan, "plan.jsonl", in: folder)
    try write(tidy, "trajectories.csv", in: folder)
  }

  /// A line of the plan.
  private func planned(_ label: String, run: String, seed: Int) throws -> String {
    var line: [String: Any] = ["run": run, "label": label, "seed": seed]
    if let own = settings[label] { line["configuration"] = own }
    let data = try JSONSerialization.data(withJSONObject: line)
    return String(decoding: data, as: UTF8.self)
  }

  /// Writes a run folder and returns the rows of its trajectory.
  @discardableResult
  func write(
    _ behaviour: Behaviour, seed: Int, to folder: URL, files: Bool = true
  ) throws -> [[String]] {
    var random = Noise(state: UInt64(seed * 7919 + behaviour.label.utf8.reduce(0) { $0 + Int($1) }))
    let isDiverged = status(behaviour, seed) == "diverged"
    let end = isDiverged ? steps / 2 : steps
    let rows = stride(from: 0, through: end, by: max(1, steps / 50)).map { step in
      row(behaviour, step, nan: isDiverged && step > end - max(1, steps / 50), &random)
    }
    let lines = [header] + rows.map { $0.joined(separator: ",") }
    try write(lines.joined(separator: "\n") + "\n", "trajectory.csv", in: folder)
    try write(
      summary(behaviour, seed, modes: rows.last.flatMap { hasModes ? Double($0[3]) : nil }),
      "summary.json", in: folder)
    if files { try writeSamples(behaviour, end: end, to: folder, &random) }
    return rows
  }

  private func status(_ behaviour: Behaviour, _ seed: Int) -> String {
    diverged?.label == behaviour.label && diverged?.seed == seed ? "diverged" : "completed"
  }

  private func covered(_ behaviour: Behaviour, _ step: Int, _ random: inout Noise) -> Int {
    let grown = behaviour.modes * (1 - exp(-Double(step) / behaviour.settles))
    return min(8, max(step == 0 ? 0 : 1, Int((grown + 0.6 * random.normal()).rounded())))
  }

  private func row(
    _ behaviour: Behaviour, _ step: Int, nan: Bool, _ random: inout Noise
  ) -> [String] {
    let modes = covered(behaviour, step, &random)
    let losses = [0.69 + 0.25 * random.normal() + 2 / (1 + Double(step) / 900), 1.2]
    let values = nan ? [Double.nan, .infinity] : [losses[0], losses[1] + 0.2 * random.normal()]
    let divergence = nan ? Double.nan : log(8 / Double(max(1, modes)))
    // A stray sample is enough for the classical count.
    let counts = [Double(modes)] + (hasStrictCount ? [Double(max(0, modes - 1))] : [])
    let metrics = counts.map { nan ? .nan : $0 } + [0.9, divergence, 1.1]
    return ["\(step)"] + (values + (hasModes ? metrics : [])).map { "\($0)" }
  }

  private func summary(_ behaviour: Behaviour, _ seed: Int, modes: Double?) throws -> String {
    let counts =
      hasStrictCount ? [("modes_covered", 0.0), ("modes_by_mass", 1)] : [("modes_covered", 0)]
    let metrics: [[String: Any]] = counts.map { name, less in
      let value = modes.map { $0.isFinite ? max(0, $0 - less) : $0 }
      let text: Any = value.map { $0.isFinite ? $0 : "nan" as Any } ?? "nan"
      return ["name": name, "value": text, "definition": "", "ceiling": 8, "samples": 2500]
    }
    let object: [String: Any] = [
      "metrics": hasModes ? metrics : [], "status": status(behaviour, seed), "steps": steps,
      "label": behaviour.label, "method": "gan", "seed": seed,
    ]
    let data = try JSONSerialization.data(withJSONObject: object)
    return String(decoding: data, as: UTF8.self)
  }

  private func writeSamples(
    _ behaviour: Behaviour, end: Int, to folder: URL, _ random: inout Noise
  ) throws {
    try write(points(Array(0..<8), 0.02, strays: false, &random), "samples/target.csv", in: folder)
    for step in stride(from: 0, through: end, by: storedEvery) {
      let count = covered(behaviour, step, &random)
      let first = behaviour.hops ? step / storedEvery * 3 : 0
      let modes = (0..<count).map { ($0 * (behaviour.hops ? 1 : 5) + first) % 8 }
      let wide = step == 0 ? 0.5 : 0.02 + 0.15 * exp(-Double(step) / behaviour.settles)
      let name = String(format: "step-%08d.csv", step)
      try write(points(modes, wide, &random), "samples/\(name)", in: folder)
      try write(surface(modes), "surfaces/\(name)", in: folder)
    }
  }

  private func points(
    _ modes: [Int], _ deviation: Double, strays: Bool = true, _ random: inout Noise
  ) -> String {
    var text = "x,y\n"
    for index in 0..<samples {
      let centre = modes.isEmpty ? (0, 0) : SyntheticSweep.centre(modes[index % modes.count])
      // A few samples lie on the way between modes, as those of a real generator do.
      let share = strays && index % 23 == 0 ? random.uniform() : 1
      text += "\(Float(centre.0 * share + deviation * random.normal())),"
      text += "\(Float(centre.1 * share + deviation * random.normal()))\n"
    }
    return text
  }

  /// Low where the generator puts its samples, high at the modes it leaves out.
  private func surface(_ modes: [Int]) -> String {
    var text = "x,y,value\n"
    let axis = (0..<grid).map { -3 + 6 * Double($0) / Double(grid - 1) }
    for y in axis {
      for x in axis {
        let value = (0..<8).reduce(-0.3 * abs((x * x + y * y).squareRoot() - 2)) { sum, mode in
          let (cx, cy) = SyntheticSweep.centre(mode)
          let near = exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / 0.8)
          return sum + (modes.contains(mode) ? -0.6 : 1.4) * near
        }
        text += "\(Float(x)),\(Float(y)),\(Float(value))\n"
      }
      text += "\n"
    }
    return text
  }

  private static func centre(_ mode: Int) -> (Double, Double) {
    (2 * cos(Double(mode) * .pi / 4), 2 * sin(Double(mode) * .pi / 4))
  }

  private func quoted(_ label: String) -> String {
    "\"" + label.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private func write(_ text: String, _ path: String, in folder: URL) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}

/// A small repeatable source of noise; nothing depends on its quality.
struct Noise {
  var state: UInt64

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (Double(state >> 11) + 0.5) / Double(1 << 53)
  }

  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}
