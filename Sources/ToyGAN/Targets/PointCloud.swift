import CGSL
import Foundation

/// A user's own points, drawn with replacement; their density and modes are unknown.
public struct PointCloud: Target, Equatable {
  /// The points, in the order of the file.
  public let points: [SIMD2<Float>]

  public var dimension: Int { 2 }

  /// Reads points from a CSV file of `x,y` lines, with or without a header.
  ///
  /// Throws `ConfigurationError` naming file, line and value when the file is missing or empty, or
  /// when a line is not two finite numbers.
  public init(file: String) throws(ConfigurationError) {
    points = try PointFile(name: file).points()
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

/// A CSV file of points, being read.
private struct PointFile {
  let name: String

  func points() throws(ConfigurationError) -> [SIMD2<Float>] {
    var points: [SIMD2<Float>] = []
    var isFirst = true
    for (index, line) in try text().split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      if fields == [""] { continue }
      defer { isFirst = false }
      if isFirst, fields.count == 2, fields.allSatisfy({ Double($0) == nil }) { continue }
      points.append(try point(fields, line: index + 1, text: String(line)))
    }
    guard !points.isEmpty else {
      throw ConfigurationError(key: name, value: "a file without points", allowed: "x,y lines")
    }
    return points
  }

  private func text() throws(ConfigurationError) -> String {
    guard let data = FileManager.default.contents(atPath: name) else {
      throw ConfigurationError(
        key: name, value: "a file that cannot be read", allowed: "a CSV file of x,y lines")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw ConfigurationError(key: name, value: "a file that is not text", allowed: "x,y lines")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  private func point(
    _ fields: [String], line: Int, text: String
  ) throws(ConfigurationError) -> SIMD2<Float> {
    let values = fields.compactMap(Float.init)
    guard fields.count == 2, values.count == 2, values.allSatisfy(\.isFinite) else {
      throw ConfigurationError(
        key: "\(name) line \(line)", value: text.isEmpty ? "an empty line" : "'\(text)'",
        allowed: "two finite numbers, x,y")
    }
    return SIMD2(values[0], values[1])
  }
}
