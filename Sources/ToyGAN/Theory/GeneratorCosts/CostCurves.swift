import ToyGANCore
import ToyGANGames

/// The generator's cost of one sample as a function of the discriminator's output D(G(z)), and its slope.
struct CostCurves {
  /// The objectives, in the order of the tutorial's legend.
  static let objectives: [Objective] = [.minimax, .nonSaturating, .maximumLikelihood]

  /// Outputs D(G(z)), in (0, 1).
  let verdicts: [Double]
  /// Cost of a sample for each output, and its derivative with respect to the logit, by objective.
  let costs, slopes: [[Double]]

  init(verdicts: [Double]) {
    self.verdicts = verdicts
    let logits = Tensor.leaf("logits", verdicts.count, 1)
    let program = Program(
      CostCurves.objectives.map { objective in
        let cost = CostCurves.cost(objective, logits)  // [n, 1]
        return Routine(objective.name, outputs: [cost, cost.gradient(at: logits)])
      })
    for (i, d) in verdicts.enumerated() {
      program.values(of: logits)?[i] = Float(LibM.log(d / (1 - d)))
    }
    var results: [[[Double]]] = []
    for index in CostCurves.objectives.indices {
      program.run(index)
      results.append(program.outputs(of: index).map { $0.map(Double.init) })
    }
    (costs, slopes) = (results.map { $0[0] }, results.map { $0[1] })
  }

  /// The generator's loss for each sample, [n, 1], given logits [n, 1].
  static func cost(_ objective: Objective, _ logits: Tensor) -> Tensor {
    guard let cost = objective.generatorTerms(fake: logits) else {
      fatalError("\(objective.name) gives single samples no cost")
    }
    return cost
  }

  static func title(_ objective: Objective) -> String {
    switch objective {
    case .minimax: "minimax"
    case .nonSaturating: "non-saturating"
    default: "maximum likelihood"
    }
  }
}
