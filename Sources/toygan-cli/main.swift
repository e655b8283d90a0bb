import ToyGAN
import ToyGANCommands

ToyGANCommand.main(registry: .standard)
