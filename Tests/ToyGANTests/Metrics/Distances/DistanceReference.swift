import CGSL
import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// One pair of sample sets of `distances.json` and what others measured between them.
struct DistanceReference: Decodable, CustomTestStringConvertible {
  var name: String
  var dimension: Int
  /// Row-major, `[n, d]` and `[m, d]`.
  var samples, target: [Double]
  /// Unit vectors `[7, d]`.
  var directions: [Double]
  /// `W_1` and `W_2`, each from SciPy's assignment and from POT's `emd2`; of equally many samples.
  var first, second: [Double]?
  /// SciPy's `wasserstein_distance`, on the line.
  var quantiles: Double?
  /// POT's `sliced_wasserstein_distance` along the directions, for orders 1, 2 and 3.
  var sliced: [Double]
  /// SciPy's `energy_distance` on the line, its formula in NumPy elsewhere.
  var energy: Double
  /// In NumPy, by their definitions; the last two in the plane.
  var discrepancy: Double
  var kolmogorovSmirnov: Double?
  var divergences: [Double]?

  var testDescription: String { name }
  var a: SampleSet { SampleSet(samples, dimension: dimension) }
  var b: SampleSet { SampleSet(target, dimension: dimension) }

  static let all: [DistanceReference] = {
    guard let file = Bundle.module.url(forResource: "distances", withExtension: "json"),
      let data = try? Data(contentsOf: file),
      let cases = try? JSONDecoder().decode([DistanceReference].self, from: data)
    else { fatalError("no distances.json that can be read") }
    return cases
  }()
}

/// Samples for tests.
enum TestSamples {
  /// Of the plane, x and y in turn.
  static func plane(_ values: [Double]) -> SampleSet { SampleSet(values, dimension: 2) }

  /// Of the line.
  static func line(_ values: [Double]) -> SampleSet { SampleSet(values, dimension: 1) }

  /// Standard normals `[n, d]`, of a stream of their own for each `name`.
  static func normals(_ count: Int, dimension: Int, _ name: String) -> SampleSet {
    let stream = RandomStream(seed: 5, name: name)
    return SampleSet(
      (0..<count * dimension).map { _ in gsl_ran_gaussian_ziggurat(stream.generator, 1) },
      dimension: dimension)
  }

  /// Whole numbers from 0 on, below `limit`: many of them equal.
  static func whole(_ count: Int, dimension: Int, below limit: UInt, _ name: String) -> SampleSet {
    let stream = RandomStream(seed: 5, name: name)
    return SampleSet(
      (0..<count * dimension).map { _ in Double(gsl_rng_uniform_int(stream.generator, limit)) },
      dimension: dimension)
  }
}

extension SampleSet {
  /// Every sample carried to its image.
  func mapped(_ map: (ArraySlice<Double>) -> [Double]) -> SampleSet {
    SampleSet((0..<count).flatMap { map(self[$0]) }, dimension: dimension)
  }

  /// Every sample moved by `vector`, `[d]`.
  func moved(by vector: [Double]) -> SampleSet { mapped { zip($0, vector).map { $0 + $1 } } }

  /// The samples of both.
  static func + (a: SampleSet, b: SampleSet) -> SampleSet {
    SampleSet(a.values + b.values, dimension: a.dimension)
  }
}
