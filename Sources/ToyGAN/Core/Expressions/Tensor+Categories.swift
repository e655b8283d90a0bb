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

  /// 1 at the largest entry of each row, at all of several that are equal, and 0 elsewhere, also for what
  /// is no number, [n, m]; its derivative is taken to be 0.
  public func oneHot() -> Tensor {
    // 1 - (maximum - x).step() would be 1 where x is no number.
    (.constant(Double(Float.leastNormalMagnitude)) - (rowMaximum() - self)).step()
  }

  /// -log(-log u), u uniform [rows, columns]: added to logits, the largest entry of a row is a sample of
  /// their distribution (Gumbel 1954).
  public static func gumbel(_ rows: Int, _ columns: Int) -> Tensor {
    // Uniform numbers are in [0, 1) and of 24 bits: half a unit keeps both logarithms finite.
    let uniform = .draw(.uniform, rows, columns) * (1 - 0x1p-23) + Tensor.constant(0x1p-25)
    return -(-uniform.log()).log()
  }

  private func folded(_ join: (Tensor, Tensor) -> Tensor) -> Tensor {
    (1..<shape.columns).reduce(columns(0..<1)) { join($0, columns($1..<$1 + 1)) }
  }
}
