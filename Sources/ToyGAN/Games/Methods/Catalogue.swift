import ToyGANCore

/// Everything that can be named in a configuration or on the command line.
public enum Catalogue {
  public static let methods: [any TrainingMethod.Type] = [
    GAN.self, LeastSquaresGAN.self, HingeGAN.self, MaximumLikelihoodGAN.self, FGAN.self,
    RelativisticPairingGAN.self, WGAN.self, WGANGP.self, WGANLP.self, DRAGAN.self, R1GAN.self,
    SpectralNormGAN.self, MinibatchDiscriminationGAN.self, FeatureMatchingGAN.self, GDPPGAN.self,
    PacGAN.self, TopKGAN.self, UnrolledGAN.self, ConsensusGAN.self, ExtragradientGAN.self,
    OptimisticGAN.self, HistoricalAveragingGAN.self, ALI.self, BiGAN.self, VEEGAN.self,
    InfoGAN.self,
    SemiSupervisedGAN.self, DiscreteGAN.self,
  ]
  public static let optimizers: [any Optimizer.Type] = [Adam.self, RMSProp.self, SGD.self]
  /// In the order in which their terms are added; one may depend on those before it.
  public static let penalties: [any Penalty.Type] = [
    GradientPenalty.self, R1.self, R2.self, DRAGANPenalty.self, JensenShannonRegularizer.self,
    LabelSmoothing.self, FeatureMatching.self, Diversity.self, HistoricalAveraging.self,
    GradientNorm.self, Consensus.self, SymplecticGradientAdjustment.self,
  ]
}
