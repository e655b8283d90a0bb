import Foundation
import Synchronization
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANStatistics
import ToyGANTargets

/// What draws of a target itself score in each metric, computed once for each number of samples.
///
/// Values are kept in memory while the program runs and, for targets that are not files,
/// in the user's cache folder for later runs: `$XDG_CACHE_HOME/toygan`, or
/// `~/.cache/toygan`. Deleting that folder costs only time.
package struct NoiseFloors: Sendable {
  private let name: String?
  private let target: any Target

  package init(of configuration: TargetConfiguration, _ target: any Target) {
    self.target = target
    name = configuration.isAlwaysTheSame ? configuration.node.json + "\n" : nil
  }

  /// Scores that are kept neither in memory nor in a file.
  package init(of target: any Target) { (self.target, name) = (target, nil) }

  /// Number of draws of the target that are scored: fewer for large draws, whose scores vary less.
  static func draws(of samples: Int) -> Int { samples <= 10_000 ? 10 : 3 }

  /// The noise floor of each metric that has one, by name.
  package func floors(in metrics: [Metric], samples: Int) -> [String: NoiseFloor] {
    let values = values(of: metrics, samples: samples)
    return values.compactMapValues { NoiseFloor($0) }
  }

  /// Scores of draws of the target, by metric.
  typealias Values = [String: [Double]]
  /// The lock is held while values are computed, because other threads would compute the same values.
  private static let kept = Mutex([String: Values]())

  private func values(of metrics: [Metric], samples: Int) -> Values {
    guard samples > 0 else { return [:] }
    guard let name else { return computed(metrics, samples) }
    let file = FloorFile(target: name, samples: samples)
    return Self.kept.withLock { kept in
      var known = kept[file.key] ?? file.read() ?? [:]
      let missing = metrics.filter { known[$0.name] == nil }
      if !missing.isEmpty {
        known.merge(computed(missing, samples)) { $1 }
        file.write(known)
      }
      kept[file.key] = known
      return known
    }
  }

  private func computed(_ metrics: [Metric], _ samples: Int) -> Values {
    let draws = Array(0..<Self.draws(of: samples))
    let rows = draws.inParallel { draw in
      let seed = UInt64(draw)
      let stream = RandomStream(seed: seed, name: "noise floor")
      let drawn = SampleSet(target.samples(samples, from: stream), dimension: target.dimension)
      let evidence = Evidence(drawn, of: target, referenceSeed: seed)
      return metrics.map { $0.value(evidence) }
    }
    return Dictionary(
      uniqueKeysWithValues: metrics.enumerated().map { index, metric in
        (metric.name, rows.compactMap { $0[index] })
      })
  }
}

extension NoiseFloor {
  /// Nil for fewer than two values, or if a value is not finite.
  fileprivate init?(_ values: [Double]) {
    let values = Observations(values)
    guard let mean = values.mean, let deviation = values.deviation else { return nil }
    self.init(mean: mean, deviation: deviation, draws: values.count)
  }
}

/// A file of noise floors in the user's cache folder.
private struct FloorFile {
  /// Target, number of samples, build and processor, because
  /// results may differ between builds and processors.
  let key: String
  private let url: URL?

  private struct Content: Codable {
    var key: String
    var values: NoiseFloors.Values
    /// The CRC-32 of the values, so that a damaged file is not used.
    var checksum: String

    init(key: String, values: NoiseFloors.Values) {
      (self.key, self.values, checksum) = (key, values, Self.checksum(of: values))
    }

    var isWhole: Bool { checksum == Self.checksum(of: values) }

    private static func checksum(of values: NoiseFloors.Values) -> String {
      RedundancyCheck.zlib.text(Array(JSONText.of(values).utf8))
    }
  }

  init(target: String, samples: Int) {
    key = "\(target) \(samples) \(Self.build) \(HostComputer.processor)"
    let digits = String(RandomStream.key(seed: 0, name: key), radix: 16)
    url = Self.folder?.appendingPathComponent("floors-\(digits).json")
  }

  func read() -> NoiseFloors.Values? {
    guard let url, let content = try? JSONText.read(Content.self, at: url), content.key == key,
      content.isWhole
    else { return nil }
    return content.values
  }

  /// Failing to write the cache is not an error.
  func write(_ values: NoiseFloors.Values) {
    guard let url else { return }
    do {
      try AtomicFile.makeFolder(url.deletingLastPathComponent())
      try AtomicFile.write(JSONText.of(Content(key: key, values: values)), to: url)
    } catch {}
  }

  private static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
      return URL(fileURLWithPath: path).appendingPathComponent("toygan")
    }
    return environment["HOME"].map {
      URL(fileURLWithPath: $0).appendingPathComponent(".cache/toygan")
    }
  }()

  /// The modification time and size of the running program.
  private static let build: String = {
    let program = FileManager.default
    let path = (try? program.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let facts = try? program.attributesOfItem(atPath: path)
    let date = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(ToyGANVersion.current) \(date) \(facts?[.size] ?? 0)"
  }()
}

extension TargetConfiguration {
  /// Whether the same settings always give the same distribution: a file may contain other points the next
  /// time, and the code of a target from another package may change.
  fileprivate var isAlwaysTheSame: Bool {
    switch self {
    case .named(let target):
      return Registry.standard.namedTargets.contains { $0.name == target.name }
    case .family(let family):
      let name = type(of: family).name
      return name != PointsTarget.name
        && Registry.standard.targetFamilies.contains { $0.name == name }
    }
  }
}
