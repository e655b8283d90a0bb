import ToyGAN

/// The numbers of a pane's curves: losses, norms, metrics and what the method records.
struct Measurement {
  private(set) var columns: [ColumnDescription]

  private static let fixed: [ColumnDescription] = [
    ColumnDescription(
      name: "loss_generator", kind: .loss, meaning: "the generator's loss at its last update"),
    ColumnDescription(
      name: "loss_discriminator", kind: .loss,
      meaning: "the discriminator's loss at its last update"),
    ColumnDescription(
      name: "weights_generator", kind: .norm, meaning: "Euclidean norm of the generator's weights"),
    ColumnDescription(
      name: "weights_discriminator", kind: .norm,
      meaning: "Euclidean norm of the discriminator's weights"),
    ColumnDescription(
      name: "gradient_generator", kind: .norm,
      meaning: "Euclidean norm of the gradient of the generator's loss at its weights"),
    ColumnDescription(
      name: "gradient_discriminator", kind: .norm,
      meaning: "Euclidean norm of the gradient of the discriminator's loss at its weights"),
  ]

  /// The columns of a trainer, and those of `earlier` settings that it lacks.
  init(of trainer: Trainer, keeping earlier: [ColumnDescription] = []) {
    let metrics = trainer.configuration.evaluation.metrics.metrics.filter {
      $0.applies(to: trainer.target)
    }
    let point = trainer.evaluate()
    let own =
      Self.fixed
      + metrics.map {
        ColumnDescription(
          name: $0.name, kind: .metric, better: $0.preference.word,
          meaning: $0.definition(for: trainer.target))
      }
      + (point.monitors + point.observations).map {
        ColumnDescription(name: $0.name, kind: .monitor, meaning: "a value that the method records")
      }
    columns = own + earlier.filter { column in !own.contains { $0.name == column.name } }
  }

  /// Sets what the target itself scores, by metric.
  mutating func setFloors(_ floors: [String: Double]) {
    for place in columns.indices { columns[place].floor = floors[columns[place].name] }
  }

  /// The values at the trainer's step, one for each column.
  func row(of trainer: Trainer) -> [Float] {
    let (point, weights) = (trainer.evaluate(), trainer.weightNorms)
    let (losses, gradients) = (trainer.losses, trainer.sampleGradients())
    var values: [String: Double] = [:]
    for measured in point.measurements { values[measured.name] = measured.value }
    if trainer.step > 0 {
      for reading in point.monitors { values[reading.name] = reading.value }
    }
    for reading in point.observations { values[reading.name] = reading.value }
    values["loss_generator"] = losses.generator
    values["loss_discriminator"] = losses.discriminator
    values["weights_generator"] = weights.generator
    values["weights_discriminator"] = weights.discriminator
    values["gradient_generator"] = gradients.generatorNorm
    values["gradient_discriminator"] = gradients.discriminatorNorm
    return columns.map { Float(values[$0.name] ?? .nan) }
  }
}
