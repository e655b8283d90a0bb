import ToyGANCore

/// The distribution that a generator learns.
public protocol Target: Sendable {
  /// Length of one sample.
  var dimension: Int { get }

  /// The modes by which samples are counted, or nil if there are none or they are unknown.
  var modeSet: (any ModeSet)? { get }

  /// Natural logarithm of the density at a sample; nil if it is unknown.
  ///
  /// Traps unless the sample has `dimension` numbers.
  func logDensity(of sample: [Double]) -> Double?

  /// Fills `buffer`, row-major `[n, dimension]`, with independent samples, without allocating memory.
  ///
  /// Traps if the buffer does not contain a whole number of samples.
  func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream)
}

extension Target {
  public var modeSet: (any ModeSet)? { nil }
  public func logDensity(of sample: [Double]) -> Double? { nil }

  /// Independent samples, row-major `[count, dimension]`.
  public func samples(_ count: Int, from stream: RandomStream) -> [Float] {
    let length = count * dimension
    return [Float](unsafeUninitializedCapacity: length) { buffer, filled in
      draw(into: UnsafeMutableBufferPointer(rebasing: buffer[..<length]), from: stream)
      filled = length
    }
  }

  /// Traps unless `sample` has the target's dimension.
  func requireLength(of sample: [Double]) {
    guard sample.count == dimension else {
      fatalError("a sample of [\(sample.count)] numbers where [\(dimension)] are needed")
    }
  }

  /// Number of samples in `length` numbers.
  func sampleCount(of length: Int) -> Int {
    guard length.isMultiple(of: dimension) else {
      fatalError("\(length) numbers are not a whole number of samples [n, \(dimension)]")
    }
    return length / dimension
  }
}
