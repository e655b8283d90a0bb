import ToyGAN
import ToyGANCommands
import ToyGANLiveCommand

ToyGANCommand.main(registry: .standard, adding: [LiveCommand.self])
