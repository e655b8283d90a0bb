import ToyGANCore
import ToyGANSettings

/// Points read from a file, number by number, without those that have an invalid number.
struct PointList {
  /// Name of the file, for errors.
  let name: String
  let dimension: Int
  /// The line that was skipped as a header, in quotation marks.
  var skippedHeader: String?
  /// What was recognized and is not the usual form.
  var notes: [String] = []
  private var values: [Double] = []  // [n, dimension]
  private var dropped = 0
  private var firstDropped: (part: String, text: String)?

  init(name: String, dimension: Int) { (self.name, self.dimension) = (name, dimension) }

  mutating func append(_ value: Double) { values.append(value) }

  /// Completes a point from the last `dimension` numbers, or drops them if a Float cannot represent each.
  ///
  /// `source` describes the position of a point in the file and its text.
  mutating func endPoint(_ source: (ArraySlice<Double>) -> (part: String, text: String)) {
    let point = values[(values.count - dimension)...]
    guard !point.allSatisfy({ Float($0).isFinite }) else { return }
    if firstDropped == nil { firstDropped = source(point) }
    dropped += 1
    values.removeLast(dimension)
  }

  /// All valid points; throws if there are none, or if some were dropped and this is not allowed.
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
    return ReadSamples(
      samples: SampleSet(values, dimension: dimension), dropped: dropped, header: skippedHeader,
      notes: notes)
  }

  /// An error about the file, or about a part of it.
  func refusal(_ value: String, at part: String = "", allowed: String) -> FileError {
    FileError(file: name + part, value: value, allowed: allowed)
  }

  /// An error in the form "FILE has VALUE".
  func refusal(has value: String, allowed: String) -> FileError {
    FileError(file: name, has: value, allowed: allowed)
  }
}
