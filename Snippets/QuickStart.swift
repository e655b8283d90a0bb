import ToyGAN

let recipe = try Recipe(UnrolledGAN(steps: 10))  // the ring of 8 Gaussians, the paper's networks
let trainer = Trainer(recipe)
for step in stride(from: 1000, through: 10_000, by: 1000) {
  if let ending = trainer.advance(to: step) { fatalError("\(ending)") }
  let modes = trainer.evaluate().value(of: .modesCovered) ?? 0
  print("step \(step): \(Int(modes)) of 8 modes")
}
