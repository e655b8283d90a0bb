import CGSL
import ToyGANCore
import ToyGANFiles
import ToyGANSettings

/// The points of a user's file, drawn with replacement; their density and modes are unknown.
public struct PointCloud: Target, Equatable {
  /// The points, in the order of the file.
  public let points: [SIMD2<Float>]
  /// What was recognized in the file and is not the usual form, such as a decimal comma; a phrase each.
  public let notes: [String]

  public var dimension: Int { 2 }

  /// Reads points from a file in any of the formats of `SampleFile.read`, such as lines of `x,y`.
  ///
  /// Throws `FileError` with file, line and value if the file is missing or empty, or if a line is not two
  /// finite numbers; and with file and point if a coordinate exceeds 1e18.
  public init(file: String) throws {
    let read = try SampleFile.read(RegularFile.bytes(of: file), named: file, dimension: 2)
    let samples = read.samples
    notes = read.notes
    for row in 0..<samples.count {
      guard samples[row].allSatisfy({ abs($0) <= GaussianMixture.farthest }) else {
        throw FileError(
          file: "\(file.inOneLine()) point \(row + 1)", value: "\(Array(samples[row]))",
          allowed: "numbers within \(GaussianMixture.farthest) of zero")
      }
    }
    points = (0..<samples.count).map { row in
      SIMD2(Float(samples.values[2 * row]), Float(samples.values[2 * row + 1]))
    }
  }

  public func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    let count = sampleCount(of: buffer.count)
    points.withUnsafeBufferPointer { points in
      let available = UInt(points.count)
      for sample in 0..<count {
        let point = points[Int(gsl_rng_uniform_int(stream.generator, available))]
        buffer[2 * sample] = point.x
        buffer[2 * sample + 1] = point.y
      }
    }
  }
}
