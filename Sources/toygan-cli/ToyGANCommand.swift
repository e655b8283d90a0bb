import ArgumentParser

@main
struct ToyGANCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toygan", abstract: "Train GANs on mixtures of Gaussians and count their modes.")
}
