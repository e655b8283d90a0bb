import MyParts
import ToyGAN
import ToyGANCommands

@testable import ToyGANStudies

ToyGANCommand.main(registry: .mine)
