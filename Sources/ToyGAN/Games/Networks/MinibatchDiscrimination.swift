import ToyGANCore
import ToyGANSettings

/// A layer that tells the discriminator how close each sample is to the rest of its minibatch.
///
/// Features f [n, a] are multiplied by T [a, dimensions · kernels]; `Tensor.closeness` of the product gives
/// o [n, kernels], which is appended to f before the next layer:
///
///     next = [f, o] W + b
///
/// Real and generated minibatches are processed separately.
/// Salimans et al. 2016, arXiv:1606.03498, section 3.2.
public struct MinibatchDiscrimination: Hashable, SettingSection {
  /// Number of kernels, B in the paper.
  public var kernels: Int
  /// Dimensions of each kernel, C in the paper.
  public var dimensions: Int

  public static var settings: [Setting<Self>] {
    [
      Setting("dimensions", \.dimensions, .from(1, to: 65_536), "dimensions of each kernel, C"),
      Setting("kernels", \.kernels, .from(1, to: 65_536), "number of kernels, B"),
    ]
  }

  /// A layer with 16 kernels of 8 dimensions, our choice for networks of width 128.
  ///
  /// The authors' code for images (github.com/openai/improved-gan) has 100 kernels of 5, a bias for each kernel,
  /// and an initialization that is scaled by the first minibatch; this layer has neither the bias nor the
  /// scaling.
  public init() { self.init(kernels: 16) }
  /// A layer with this number of kernels, and this number of dimensions of each.
  public init(kernels: Int = 16, dimensions: Int = 8) {
    self.kernels = kernels
    self.dimensions = dimensions
  }
}
