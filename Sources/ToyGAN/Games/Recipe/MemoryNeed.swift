import Foundation
import ToyGANFiles
import ToyGANSettings
import ToyGANTargets

/// A lower bound of the memory that a trainer needs.
///
/// It counts the weights of every player with their gradient and optimizer state, the outputs of every layer
/// for one minibatch, once for each step that a method unrolls, and the samples of an evaluation.
package struct MemoryNeed {
  /// Number of bytes; a floating-point number because it can be larger than any memory.
  let bytes: Double

  package init(of configuration: Configuration, target: any Target) {
    let cast = configuration.method.interface.cast(configuration, target: target)
    let packing = configuration.discriminator.packing
    let decided =
      2 * configuration.batch / packing * (1 + configuration.method.unrolledSteps)
    var floats = 0.0
    for (name, network, optimizer) in cast.players(of: configuration) {
      let rows = name == "discriminator" ? decided : configuration.batch
      floats += Double(network.layout.count) * Double(2 + optimizer.slots.count)
      floats += Double(rows) * network.hidden.reduce(0) { $0 + Double($1) }
    }
    let evaluated = Double(configuration.evaluation.samples) * Double(target.dimension)
    bytes = 4 * floats + 8 * evaluated
  }

  /// Throws `SettingError` if this machine has less memory.
  func check() throws(SettingError) {
    try check(atMost: Self.available, "the memory of this machine")
    try check(atMost: Self.addressed, "what a compiled step can address")
  }

  /// Throws `SettingError` if more than a limit is needed; `name` says what the limit is.
  package func check(atMost limit: Double, _ name: String) throws(SettingError) {
    guard bytes > limit else { return }
    throw SettingError(
      key: "configuration",
      has: "networks and batches that need \(Self.text(bytes)) of memory",
      allowed: "at most \(Self.text(limit)), \(name)")
  }

  /// Positions in the memory of a compiled step are 32-bit numbers of floats.
  private static let addressed = 4 * Double(Int32.max)

  /// The memory that this process may use, in bytes: that of the machine, or of its control group.
  private static var available: Double {
    let limits = [
      "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ].compactMap { path in
      FileManager.default.contents(atPath: path).flatMap { bytes in
        Double(
          String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
    return limits.reduce(Double(ProcessInfo.processInfo.physicalMemory), min)
  }

  private static func text(_ bytes: Double) -> String {
    let (mebibyte, gibibyte) = (1_048_576.0, 1_073_741_824.0)
    return bytes < gibibyte
      ? "\(DecimalText.significant(bytes / mebibyte, 3)) MiB"
      : "\(DecimalText.significant(bytes / gibibyte, 3)) GiB"
  }
}
