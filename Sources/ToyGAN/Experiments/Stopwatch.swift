import Foundation

/// Wall-clock time and what the machine is, for what people are told; never for numbers.
enum HostComputer {
  /// The processor's name, or "unknown".
  static var processor: String {
    guard let data = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return "unknown" }
    let line = String(decoding: data, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("model name") }
    guard let colon = line?.firstIndex(of: ":") else { return "unknown" }
    return line?[colon...].dropFirst().trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  /// A date as text, in UTC.
  static func text(_ date: Date) -> String { ISO8601DateFormatter().string(from: date) }
}

/// Seconds since it was made or last asked to start again.
struct Stopwatch {
  private var start = ContinuousClock.now

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  mutating func restart() { start = .now }
}
