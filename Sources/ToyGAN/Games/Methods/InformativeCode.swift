import ToyGANCore

/// A code of one category and some continuous numbers, either as latents or as recognized from samples.
struct InformativeCode {
  let categories, continuous: Int

  /// Number of columns: one for each category, of which the largest is the
  /// chosen one, followed by the continuous codes.
  var width: Int { categories + continuous }

  /// The one-hot category of latents [n, width or more], [n, categories].
  func category(in numbers: Tensor) -> Tensor { numbers.columns(0..<categories).oneHot() }

  /// The one-hot category followed by the continuous codes.
  func parts(of numbers: Tensor) -> [Tensor] {
    let category = category(in: numbers)
    return continuous == 0 ? [category] : [category, numbers.columns(categories..<width)]
  }

  /// E log Q(category | sample), if `found` [n, width] begins with the logits of Q, [1, 1].
  func information(of latents: Tensor, found: Tensor) -> Tensor {
    let logarithms = found.columns(0..<categories).logSoftmax()
    return (category(in: latents) * logarithms).rowSums().mean()
  }

  /// E ½ ‖u - μ‖² of the continuous codes u and their recovered values μ, [1, 1].
  func distance(of latents: Tensor, found: Tensor) -> Tensor {
    guard continuous > 0 else { return 0 }
    let difference = latents.columns(categories..<width) - found.columns(categories..<width)
    return 0.5 * difference.squared().rowSums().mean()
  }
}
