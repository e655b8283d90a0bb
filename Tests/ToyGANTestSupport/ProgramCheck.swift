import ToyGAN

/// What a compiled routine and the interpreter give for the same numbers.
public struct Comparison {
  public var name: String
  public var compiled: [Double]
  public var interpreted: [Double]

  /// Largest difference, relative to the largest magnitude of the interpreted value (at least 1e-3).
  public var error: Double {
    let scale = max(interpreted.map(abs).max() ?? 0, 1e-3)
    return zip(compiled, interpreted).map { abs($0 - $1) / scale }.max() ?? 0
  }
}

/// Runs `routine` once compiled and once interpreted, and pairs every output and every update.
public func compare(_ routine: Routine, given: [Tensor: [Double]]) -> [Comparison] {
  let program = Program([routine])
  for tensor in Tensor.nodes(of: routine.outputs + routine.updates.map(\.value)) {
    guard let values = given[tensor], let memory = program.values(of: tensor) else { continue }
    for (i, value) in values.enumerated() { memory[i] = Float(value) }
  }
  let expected = Interpreter(given).values(routine.outputs + routine.updates.map(\.value))
  program.run(0)
  var compiled = program.outputs(of: 0).map { $0.map(Double.init) }
  compiled += routine.updates.map { program.values(of: $0.leaf)?.map(Double.init) ?? [] }
  let names =
    routine.outputs.indices.map { "output \($0)" }
    + routine.updates.indices.map { "update \($0)" }
  return names.indices.map {
    Comparison(name: names[$0], compiled: compiled[$0], interpreted: expected[$0])
  }
}
