import Foundation

/// Wall-clock time and properties of the machine, for reports only; results never depend on them.
package enum HostComputer {
  /// The processor's name, or "unknown".
  static let processor: String = {
    let line = text(at: "/proc/cpuinfo")?.split(separator: "\n")
      .first { $0.hasPrefix("model name") }
    guard let colon = line?.firstIndex(of: ":") else { return "unknown" }
    return line?[colon...].dropFirst().trimmingCharacters(in: .whitespaces) ?? "unknown"
  }()

  /// Time since this process started, to a hundredth of a second; NaN on systems other than Linux.
  static var secondsSinceStart: Double {
    guard let stat = text(at: "/proc/self/stat"), let name = stat.lastIndex(of: ")"),
      let uptime = text(at: "/proc/uptime")?.split(separator: " ").first.flatMap({ Double($0) })
    else { return .nan }
    // Field 22, counted from the process number; the name, field 2, may contain blanks.
    let fields = stat[name...].dropFirst().split(separator: " ")
    guard fields.count > 19, let ticks = Double(fields[19]) else { return .nan }
    return uptime - ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Processor time of this thread in seconds.
  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// Peak memory of this process, in bytes; 0 on systems other than Linux.
  package static var peakMemory: Int {
    let lines = text(at: "/proc/self/status")?.split(separator: "\n") ?? []
    let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
    return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { 1024 * $0 } ?? 0
  }

  /// Number of processor cores that this process may use, at least 1: those it may run on, or the share of time
  /// that its control group allows.
  package static var usableCores: Int {
    var cores = Double(affineCores)
    if let quota = text(at: "/sys/fs/cgroup/cpu.max")?.split(separator: " "), quota.count == 2,
      let time = Double(quota[0]), let period = Double(quota[1].trimmingCharacters(in: .newlines))
    {
      cores = min(cores, time / period)
    }
    let group = "/sys/fs/cgroup/cpu/cpu.cfs_"
    if let time = number(at: "\(group)quota_us"), let period = number(at: "\(group)period_us"),
      time > 0
    {
      cores = min(cores, time / period)
    }
    return max(1, Int(cores.rounded(.up)))
  }

  /// Number of cores that this process may run on.
  private static var affineCores: Int {
    let lines = text(at: "/proc/self/status")?.split(separator: "\n") ?? []
    let mask = lines.first { $0.hasPrefix("Cpus_allowed:") }?.dropFirst("Cpus_allowed:".count)
    let bits = (mask ?? "").compactMap(\.hexDigitValue).reduce(0) { $0 + $1.nonzeroBitCount }
    return bits > 0 ? bits : ProcessInfo.processInfo.activeProcessorCount
  }

  private static func number(at path: String) -> Double? {
    text(at: path).flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  private static func text(at path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A date as text, in UTC.
  static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
