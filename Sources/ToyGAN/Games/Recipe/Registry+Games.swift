import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

extension Registry {
  /// All parts of this library, except topics of theory, which `toygan theory` adds.
  public static let standard = Registry()
    .addingStandardTargets()
    .adding(standardMethods) { $0.name }
    .adding([Adam.self, RMSProp.self, SGD.self] as [any Optimizer.Type]) { $0.name }
    .adding(standardPenalties) { $0.name }
    .adding(Objective.standard) { $0.name }
    .adding(Metric.standard) { $0.name }

  private static let standardMethods: [any TrainingMethod.Type] = [
    GAN.self, LeastSquaresGAN.self, HingeGAN.self, MaximumLikelihoodGAN.self, FGAN.self,
    RelativisticPairingGAN.self, WGAN.self, WGANGP.self, WGANLP.self, DRAGAN.self, R1GAN.self,
    SpectralNormGAN.self, MinibatchDiscriminationGAN.self, FeatureMatchingGAN.self, GDPPGAN.self,
    PacGAN.self, TopKGAN.self, UnrolledGAN.self, ConsensusGAN.self, ExtragradientGAN.self,
    OptimisticGAN.self, HistoricalAveragingGAN.self, ALI.self, BiGAN.self, VEEGAN.self,
    InfoGAN.self, SemiSupervisedGAN.self, DiscreteGAN.self,
  ]

  /// Penalties in the order in which their terms are added; a penalty may depend on those before it.
  private static let standardPenalties: [any Penalty.Type] = [
    GradientPenalty.self, R1.self, R2.self, DRAGANPenalty.self, JensenShannonRegularizer.self,
    LabelSmoothing.self, FeatureMatching.self, Diversity.self, HistoricalAveraging.self,
    GradientNorm.self, Consensus.self, SymplecticGradientAdjustment.self,
  ]
}

extension Registry {
  /// The methods.
  public var methods: [any TrainingMethod.Type] { all((any TrainingMethod.Type).self) }
  /// The optimizers.
  public var optimizers: [any Optimizer.Type] { all((any Optimizer.Type).self) }
  /// Penalties in the order in which their terms are added.
  public var penalties: [any Penalty.Type] { all((any Penalty.Type).self) }
  /// The objectives.
  public var objectives: [Objective] { all(Objective.self) }
  /// Metrics in the order of columns and tables.
  public var metrics: [Metric] { all(Metric.self) }

  /// This registry with a further method; traps if the name is already in use.
  public func adding(_ method: any TrainingMethod.Type) -> Registry { adding([method]) { $0.name } }
  /// This registry with a further optimizer; traps if the name is already in use.
  public func adding(_ optimizer: any Optimizer.Type) -> Registry {
    adding([optimizer]) { $0.name }
  }
  /// This registry with a further penalty, whose terms are added after all others.
  public func adding(_ penalty: any Penalty.Type) -> Registry { adding([penalty]) { $0.name } }
  /// This registry with a further objective; traps if the name is already in use.
  public func adding(_ objective: Objective) -> Registry { adding([objective]) { $0.name } }
  /// This registry with a further metric; traps if the name is already in use.
  public func adding(_ metric: Metric) -> Registry { adding([metric]) { $0.name } }

  /// The method with this name, or nil.
  public func method(_ name: String) -> (any TrainingMethod.Type)? {
    methods.first { $0.name == name }
  }
  /// The metric with this name, or nil.
  public func metric(_ name: String) -> Metric? { metrics.first { $0.name == name } }

  /// These penalties in the order in which their terms are added.
  func ordered(_ penalties: [any Penalty]) -> [any Penalty] {
    let names = self.penalties.map { $0.name }
    func place(_ penalty: any Penalty) -> Int {
      names.firstIndex(of: type(of: penalty).name) ?? names.count
    }
    return penalties.sorted { place($0) < place($1) }
  }
}
