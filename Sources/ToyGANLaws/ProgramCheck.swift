import ToyGAN

/// The results of a compiled routine and of the interpreter for the same inputs.
public struct Comparison {
  /// Name of the output or of the leaf.
  public var name: String
  /// The values of the program, row-major.
  public var compiled: [Double]
  /// The values of the interpreter, row-major.
  public var interpreted: [Double]

  /// A comparison of two results.
  public init(name: String, compiled: [Double], interpreted: [Double]) {
    (self.name, self.compiled, self.interpreted) = (name, compiled, interpreted)
  }

  /// Largest difference, relative to the largest magnitude of the interpreted values (at least 1e-3);
  /// infinite if one of the values is NaN, or if they differ in length.
  public var error: Double { difference / max(interpreted.map(abs).max() ?? 0, 1e-3) }

  /// Largest absolute difference; infinite if one of the values is NaN, or if they differ in length.
  public var difference: Double {
    guard compiled.count == interpreted.count else { return .infinity }
    // `max` alone would ignore a NaN that is not the first argument.
    return zip(compiled, interpreted).reduce(0) { worst, pair in
      let difference = abs(pair.0 - pair.1)
      return difference.isNaN ? .infinity : max(worst, difference)
    }
  }
}

/// Runs `routine` compiled and interpreted, and pairs the results of every output and every update.
public func compare(_ routine: Routine, given: [Tensor: [Double]]) -> [Comparison] {
  compare(routine, given: given, by: Program([routine]))
}

/// Compares a program of one routine with the interpreter.
package func compare(
  _ routine: Routine, given: [Tensor: [Double]], by program: Program
) -> [Comparison] {
  program.fill(given, for: routine)
  program.run(0)
  return pair(program.results(of: routine), with: Interpreter(given).results(of: routine))
}

/// Pairs the results of two executions of a routine, output by output and update by update.
public func pair(_ compiled: [[Double]], with interpreted: [[Double]]) -> [Comparison] {
  zip(compiled, interpreted).enumerated().map { number, values in
    Comparison(name: "result \(number)", compiled: values.0, interpreted: values.1)
  }
}

extension Interpreter {
  /// Outputs of a routine, then the new values of the updated leaves.
  public func results(of routine: Routine) -> [[Double]] {
    values(routine.outputs + routine.updates.map(\.value))
  }
}

extension Program {
  /// Writes values into the leaves and draws of routine 0.
  public func fill(_ given: [Tensor: [Double]], for routine: Routine) {
    let roots = routine.outputs + routine.updates.map(\.value)
    for tensor in Tensor.nodes(of: roots) + routine.updates.map(\.leaf) {
      guard let numbers = given[tensor], let memory = values(of: tensor) else { continue }
      for (i, number) in numbers.enumerated() { memory[i] = Float(number) }
    }
  }

  /// Outputs of routine 0 after a run, then the values of the updated leaves.
  public func results(of routine: Routine) -> [[Double]] {
    outputs(of: 0).map { $0.map(Double.init) }
      + routine.updates.map { values(of: $0.leaf)?.map(Double.init) ?? [] }
  }
}
