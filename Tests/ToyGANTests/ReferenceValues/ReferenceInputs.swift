import Glibc
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANSettings
@testable import ToyGANStudies

/// The inputs of `trajectories.py`, computed anew: line for line its `uniform`, `initial`, `draw`.
enum ReferenceInputs {
  static let batch = 32
  static let latent = 4

  static func uniform(_ array: Int, _ index: Int) -> Double {
    var z =
      UInt64(array) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(index + 1) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 40) * 0x1p-24
  }

  /// Numbers rounded to Float, which is how both sides start from the same.
  private static func numbers(
    _ array: Int, _ count: Int, _ entry: (Int, Double) -> Double
  ) -> [Double] {
    (0..<count).map { Double(Float(entry($0, uniform(array, $0)))) }
  }

  /// A player's parameters; array numbers count on from `first`.
  static func parameters(_ layout: ParameterLayout, first: Int) -> [Double] {
    layout.entries.enumerated().flatMap { k, entry in
      let rows = entry.shape.rows
      return numbers(first + k, entry.shape.count) { _, u in
        (2 * u - 1) * (rows == 1 ? 0.1 : 1.2) / Double(rows).squareRoot()
      }
    }
  }

  static func noise(_ update: Int) -> [Double] {
    numbers(1000 + 4 * update, batch * latent) { _, u in (2 * u - 1) * 3.0.squareRoot() }
  }

  static func real(_ update: Int) -> [Double] {
    numbers(1001 + 4 * update, batch * 2) { i, u in
      let angle = 2 * Double.pi * Double(i / 2 % 8) / 8
      let center = 2 * (i % 2 == 1 ? sin(angle) : cos(angle))
      return center + 0.02 * 3.0.squareRoot() * (2 * u - 1)
    }
  }

  static func interpolation(_ update: Int) -> [Double] {
    numbers(1002 + 4 * update, batch) { _, u in u }
  }
}
