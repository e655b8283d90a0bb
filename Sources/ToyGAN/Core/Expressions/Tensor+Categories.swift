/// Rows of logits as distributions over categories.
extension Tensor {
  /// The largest entry of each row, [n, 1].
  public func rowMaximum() -> Tensor {
    folded { $0.maximum($1) }
  }

  /// log Σ exp(x) of each row, [n, 1], without overflow.
  public func rowLogSumExp() -> Tensor {
    folded { $0 + ($1 - $0).softplus() }
  }

  /// Logarithms of the probabilities exp(x) / Σ exp(x) of each row, [n, m].
  public func logSoftmax() -> Tensor { self - rowLogSumExp() }

  /// The probabilities exp(x) / Σ exp(x) of each row, [n, m].
  public func softmax() -> Tensor { logSoftmax().exp() }

  /// One-hot maxima, [n, m]: 1 at the largest entry of each row, or at all of several equal ones, and 0
  /// elsewhere, also for NaN; the derivative is defined as 0.
  public func oneHot() -> Tensor {
    // 1 - (maximum - x).step() would be 1 if x were NaN.
    (.constant(Double(Float.leastNormalMagnitude)) - (rowMaximum() - self)).step()
  }

  /// Gumbel noise -log(-log u), u uniform [rows, columns]: if it is added to logits, the index of the
  /// largest entry of a row is a sample of their categorical distribution (Gumbel 1954).
  public static func gumbel(_ rows: Int, _ columns: Int) -> Tensor {
    // Uniform numbers are in [0, 1) with 24 bits: half a unit keeps both logarithms finite.
    let uniform = .draw(.uniform, rows, columns) * (1 - 0x1p-23) + Tensor.constant(0x1p-25)
    return -(-uniform.log()).log()
  }

  private func folded(_ join: (Tensor, Tensor) -> Tensor) -> Tensor {
    (1..<shape.columns).reduce(columns(0..<1)) { join($0, columns($1..<$1 + 1)) }
  }
}
