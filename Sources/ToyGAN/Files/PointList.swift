import ToyGANCore
import ToyGANSettings

/// Points as they come out of a file, number by number, those with an invalid number left out.
struct PointList {
  /// The file, for errors.
  let name: String
  let dimension: Int
  private var values: [Double] = []  // [n, dimension]
  private var dropped = 0
  private var firstDropped: (part: String, text: String)?

  init(name: String, dimension: Int) { (self.name, self.dimension) = (name, dimension) }

  mutating func append(_ value: Double) { values.append(value) }

  /// Makes a point of the last `dimension` numbers, or drops them where a Float cannot hold each.
  ///
  /// `source` tells of a point in which part of the file it stands, and how it reads there.
  mutating func endPoint(_ source: (ArraySlice<Double>) -> (part: String, text: String)) {
    let point = values[(values.count - dimension)...]
    guard !point.allSatisfy({ Float($0).isFinite }) else { return }
    if firstDropped == nil { firstDropped = source(point) }
    dropped += 1
    values.removeLast(dimension)
  }

  /// All points that were kept; throws when there are none, or when some were dropped and may not be.
  func samples(droppingInvalid: Bool) throws(FileError) -> ReadSamples {
    if let firstDropped, !droppingInvalid {
      let count = values.count / dimension + dropped
      throw refusal(
        firstDropped.text, at: firstDropped.part,
        allowed: "finite numbers in float32's range; \(dropped) of \(count) points have others")
    }
    guard !values.isEmpty else {
      throw refusal(
        dropped == 0 ? "a file without points" : "a file of \(dropped) points, none of them finite",
        allowed: "points of \(dimension) finite numbers")
    }
    return ReadSamples(samples: SampleSet(values, dimension: dimension), dropped: dropped)
  }

  /// An error that blames the file, or a part of it.
  func refusal(_ value: String, at part: String = "", allowed: String) -> FileError {
    FileError(file: name + part, value: value, allowed: allowed)
  }
}
