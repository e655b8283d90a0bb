import Foundation

/// Identifies a process, so that another process can tell whether it is still running.
struct ProcessIdentity: Codable, Equatable, Sendable {
  var host: String
  /// Identifies the namespace in which the process number is unique: one boot of one machine, and in it one
  /// PID namespace, of which each container has its own.
  var machine: String
  var pid: Int32
  /// When the process began, in clock ticks since the boot, because process numbers are reused.
  var start: String

  static let current = ProcessIdentity(
    host: ProcessInfo.processInfo.hostName, machine: machine, pid: getpid(),
    start: start(of: "self") ?? "")

  /// Whether the process is running; nil if it was on a machine that cannot be queried, or if it belongs to a
  /// user whose processes are hidden from this one (the option `hidepid` of /proc).
  var isRunning: Bool? {
    guard machine == Self.current.machine, !machine.isEmpty else { return nil }
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    guard access("/proc/\(pid)/stat", R_OK) == 0 else {
      // It is hidden, or it has ended since.
      return kill(pid, 0) == 0 || errno == EPERM ? nil : false
    }
    return Self.start(of: "\(pid)") == start
  }

  private static var machine: String {
    guard let boot = text(at: "/proc/sys/kernel/random/boot_id"),
      let numbers = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    else { return "" }
    return boot.trimmingCharacters(in: .newlines) + " " + numbers
  }

  private static func start(of process: String) -> String? {
    // Field 22, counted from the process number; the name, field 2, may contain blanks.
    guard let stat = text(at: "/proc/\(process)/stat"), let name = stat.lastIndex(of: ")") else {
      return nil
    }
    let fields = stat[name...].dropFirst().split(separator: " ")
    // A process that has ended remains in the list as a zombie until its parent reads its status.
    return fields.count > 19 && fields[0] != "Z" ? String(fields[19]) : nil
  }

  private static func text(at path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
