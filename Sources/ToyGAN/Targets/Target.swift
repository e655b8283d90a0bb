/// The distribution that a generator is asked to learn.
public protocol Target: Sendable {
  /// Length of one sample.
  var dimension: Int { get }

  /// The target as a mixture of Gaussians, or nil when its density and modes are unknown.
  var mixture: GaussianMixture? { get }

  /// Fills `buffer`, row-major `[n, dimension]`, with independent samples and allocates nothing.
  ///
  /// Traps when the buffer does not hold a whole number of samples.
  func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream)
}

extension Target {
  /// Independent samples, row-major `[count, dimension]`.
  public func samples(_ count: Int, from stream: RandomStream) -> [Float] {
    let length = count * dimension
    return [Float](unsafeUninitializedCapacity: length) { buffer, filled in
      draw(into: UnsafeMutableBufferPointer(rebasing: buffer[..<length]), from: stream)
      filled = length
    }
  }

  /// Number of samples that `length` numbers hold.
  func sampleCount(of length: Int) -> Int {
    guard length.isMultiple(of: dimension) else {
      fatalError("\(length) numbers are not a whole number of samples [n, \(dimension)]")
    }
    return length / dimension
  }
}
