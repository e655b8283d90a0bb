import ToyGANSettings

/// Options of a network's hidden layers, other than their widths and activation.
public struct HiddenLayers: Hashable, HasSettings {
  /// Number of linear pieces of which each unit is the maximum; 1 for no maxout.
  ///
  /// Goodfellow et al. 2013, arXiv:1302.4389, equation 2.
  public var maxout = 1
  /// Batch normalization of hidden units; nil for none.
  public var batchNormalization: BatchNormalization?
  /// Whether every weight matrix is divided by its largest singular value.
  ///
  /// Miyato et al. 2018, arXiv:1802.05957, algorithm 1.
  public var isSpectrallyNormalized = false
  /// Whether a layer as wide as the previous one adds its input
  /// to its output; Fourier features are not added.
  ///
  /// He et al. 2016, arXiv:1512.03385, equation 1.
  public var isResidual = false
  /// Sines and cosines that the first layer sees in place of the input.
  public var fourierFeatures: FourierFeatures?

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "batchNormalization", \.batchNormalization,
        "every hidden unit is shifted to mean 0 and scaled to variance 1 over the minibatch"
      ).also("batch norm", "bn"),
      Setting(
        "fourierFeatures", \.fourierFeatures, "sines and cosines as inputs of the first layer"),
      Setting(
        "maxout", \.maxout, .from(1, to: 1000),
        "number of linear functions of which each unit is the maximum; 1 for none"),
      Setting(
        "residual", \.isResidual, "whether a layer adds its input, if it has the same width"
      ).also("skip connections", "resnet"),
      Setting(
        "spectralNormalization", \.isSpectrallyNormalized,
        "whether every weight matrix is divided by its largest singular value"
      ).also("spectral norm", "sn"),
    ]
  }

  public init() { self.init(maxout: 1) }
  /// Layers with these options; without arguments, plain dense layers.
  public init(
    maxout: Int = 1, batchNormalization: BatchNormalization? = nil,
    isSpectrallyNormalized: Bool = false, isResidual: Bool = false,
    fourierFeatures: FourierFeatures? = nil
  ) {
    self.maxout = maxout
    self.batchNormalization = batchNormalization
    self.isSpectrallyNormalized = isSpectrallyNormalized
    self.isResidual = isResidual
    self.fourierFeatures = fourierFeatures
  }
}

/// Sines and cosines with random directions and frequencies,
/// with which a small network can learn sharp edges.
///
///     [cos(2π x B), sin(2π x B)],   x [n, inputs], B [inputs, count]
///
/// with normal entries of B that are drawn once and stay fixed.
/// Tancik et al. 2020, arXiv:2006.10739, section 6.
public struct FourierFeatures: Hashable, SettingSection {
  /// Number of frequencies, each of which gives two features.
  public var count: Int
  /// Standard deviation of the frequencies, in cycles per unit of the scaled input.
  public var deviation: Double

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "deviation", \.deviation, .positive, "deviation of the frequencies, in turns per unit"),
      Setting("count", \.count, .from(1, to: 65_536), "number of waves; each gives two features"),
    ]
  }

  public init() { self.init(count: 64) }
  /// Fourier features with this number of frequencies of this standard deviation.
  public init(count: Int = 64, deviation: Double = 1) {
    self.count = count
    self.deviation = deviation
  }
}

/// Batch normalization: every hidden unit is normalized to mean zero and variance one over the minibatch,
/// then scaled and shifted.
///
///     (a - mean) / √(variance + epsilon) · scale + shift
///
/// Training uses the minibatch's own mean and (biased) variance; evaluation uses their running means over
/// the updates, with the unbiased variance. Ioffe and Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2.
public struct BatchNormalization: Hashable, SettingSection {
  /// Weight of a new minibatch in the running means, as in PyTorch.
  public var momentum: Double
  /// Number added to the variance under the root.
  public var epsilon: Double

  public static var settings: [Setting<Self>] {
    [
      Setting("epsilon", \.epsilon, .positive, "added to the variance under the root"),
      Setting("momentum", \.momentum, .share, "share of a new minibatch in the running means"),
    ]
  }

  public init() { self.init(momentum: 0.1) }
  /// Batch normalization with this momentum and epsilon; the defaults are those of PyTorch.
  public init(momentum: Double = 0.1, epsilon: Double = 1e-5) {
    self.momentum = momentum
    self.epsilon = epsilon
  }
}
