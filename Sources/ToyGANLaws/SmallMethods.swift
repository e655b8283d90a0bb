import ToyGAN

/// A method of this type, small enough for the interpreter.
public func smallMethod(
  _ type: any TrainingMethod.Type, unrolling steps: Int = 2
) -> any TrainingMethod {
  switch type {
  case is UnrolledGAN.Type: UnrolledGAN(steps: steps)
  case is ALI.Type: ALI(objective: .nonSaturating, encoderHidden: [3])
  case is BiGAN.Type: BiGAN(objective: .nonSaturating, encoderHidden: [3])
  case is VEEGAN.Type: VEEGAN(objective: .nonSaturating, reconstructorHidden: [3])
  case is InfoGAN.Type:
    InfoGAN(
      objective: .nonSaturating, categories: 3, sharesLayers: false, recognizerHidden: [3])
  case is SemiSupervisedGAN.Type: SemiSupervisedGAN(labels: 1)
  case is DiscreteGAN.Type: DiscreteGAN(estimator: .gumbelSoftmax)
  default: type.init()
  }
}
