/// Everything that can be named in a configuration or on the command line.
public enum Catalogue {
  public static let methods: [any TrainingMethod.Type] = [
    GAN.self, MinibatchDiscriminationGAN.self, WGAN.self, WGANGP.self, UnrolledGAN.self,
  ]
  public static let optimizers: [any Optimizer.Type] = [Adam.self, RMSProp.self, SGD.self]
}
