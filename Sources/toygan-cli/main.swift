import ToyGANCommands

ToyGANCommand.main()
