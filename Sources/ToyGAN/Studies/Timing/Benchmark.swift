import Foundation
import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANStatistics
import ToyGANTraining

/// Measures how long the steps of a configuration take on this machine.
public struct Benchmark {
  /// Name of the configuration's file, without its folder and extension.
  public let recipe: String
  private let configuration: Configuration

  /// Reads a recipe; throws `FileError` as `Configuration` does.
  public init(
    file: String, assignments: [Assignment] = [], registry: Registry = .standard
  ) throws {
    configuration = try Configuration(
      file: file, assignments: assignments, registry: registry)
    recipe = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
  }

  /// Trains for about `seconds`, in blocks of a tenth of a second, after one block of warm-up.
  public func run(seconds: Double) throws -> Timing {
    let making = Stopwatch()
    let trainer = try Trainer(configuration)
    let compilation = making.seconds
    advance(trainer, 1)
    let firstStep = HostComputer.secondsSinceStart
    let size = max(1, Int(0.1 / time(of: 1, trainer)))
    advance(trainer, size)
    let (whole, before) = (Stopwatch(), HostComputer.processorSeconds)
    var times: [Double] = []
    while times.count < 3 || whole.seconds < seconds {
      times.append(time(of: size, trainer) / Double(size))
    }
    let shareOfCore = (HostComputer.processorSeconds - before) / whole.seconds
    let spread = Observations(times)
    return Timing(
      recipe: recipe, median: spread.median ?? 0,
      lowerQuartile: spread.quantile(Fraction(0.25)) ?? 0,
      upperQuartile: spread.quantile(Fraction(0.75)) ?? 0, best: times.min() ?? 0,
      blocks: times.count, stepsPerBlock: size, compilation: compilation, firstStep: firstStep,
      operations: trainer.operationsPerStep, peakMemory: HostComputer.peakMemory,
      productPeak: MatrixMultiplication.measuredPeak(), shareOfCore: shareOfCore)
  }

  private func advance(_ trainer: Trainer, _ steps: Int) {
    // A step takes the same time for a player that diverges as for one that does not.
    _ = trainer.advance(to: trainer.step + steps)
  }

  private func time(of steps: Int, _ trainer: Trainer) -> Double {
    let watch = Stopwatch()
    advance(trainer, steps)
    return watch.seconds
  }
}

extension MatrixMultiplication {
  /// Operations per second of the fastest of several square and tall
  /// products, each measured for a tenth of a second.
  static func measuredPeak() -> Double {
    var best = 0.0
    for (m, n, k) in [(512, 128, 128), (512, 128, 256), (512, 512, 512), (768, 768, 768)] {
      let arena = UnsafeMutablePointer<Float>.allocate(capacity: m * k + k * n + m * n)
      defer { arena.deallocate() }
      arena.initialize(repeating: 1, count: m * k + k * n + m * n)
      let product = MatrixProduct(
        m: m, n: n, k: k, transposeLeft: false, transposeRight: false, a: 0, b: m * k,
        c: m * k + k * n)
      let whole = Stopwatch()
      while whole.seconds < 0.1 {
        let watch = Stopwatch()
        for _ in 0..<4 { run(product, in: arena) }
        best = max(best, 4 * Double(product.flops) / watch.seconds)
      }
    }
    return best
  }
}
