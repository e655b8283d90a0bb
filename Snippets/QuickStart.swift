import ToyGAN

var configuration = Configuration()  // the ring of 8 Gaussians, with Metz et al.'s networks
configuration.method = UnrolledGAN(steps: 10)
configuration.discriminator.optimizer = Adam(epsilonUnderRoot: 1e-12)
let trainer = try Trainer(configuration)
for step in stride(from: 1000, through: 10_000, by: 1000) {
  if let ending = trainer.advance(to: step) { fatalError("\(ending)") }
  let modes = trainer.evaluate().value(of: .modesCovered) ?? 0
  print("step \(step): \(Int(modes)) of 8 modes")
}
