import ToyGANCore

/// A code of one category and some continuous numbers, as latents or as what is recognized of them.
struct InformativeCode {
  let categories, continuous: Int

  /// Numbers that it takes: one for each category, of which the largest says which it is, and the
  /// continuous ones behind them.
  var width: Int { categories + continuous }

  /// The category in numbers [n, width or more], [n, categories].
  func category(in numbers: Tensor) -> Tensor { numbers.columns(0..<categories).oneHot() }

  /// The category, and beside it the continuous codes.
  func parts(of numbers: Tensor) -> [Tensor] {
    let category = category(in: numbers)
    return continuous == 0 ? [category] : [category, numbers.columns(categories..<width)]
  }

  /// E log Q(category | sample) where `found` [n, width] begins with the logits of Q, [1, 1].
  func information(of latents: Tensor, found: Tensor) -> Tensor {
    let logarithms = found.columns(0..<categories).logSoftmax()
    return (category(in: latents) * logarithms).rowSums().mean()
  }

  /// E ½ ‖u - μ‖² of continuous codes u and what was found for them, [1, 1].
  func distance(of latents: Tensor, found: Tensor) -> Tensor {
    guard continuous > 0 else { return 0 }
    let difference = latents.columns(categories..<width) - found.columns(categories..<width)
    return 0.5 * difference.squared().rowSums().mean()
  }
}
