import ToyGAN

/// Something that carries out routines on leaves that it keeps: the program, or the interpreter.
public protocol Machine: AnyObject {
  /// The routines, by their numbers.
  var routines: [Routine] { get }
  /// Numbers for a leaf or a draw, row-major.
  func give(_ tensor: Tensor, _ values: [Double])
  /// Outputs of a routine, which also moves the leaves that it updates.
  func run(_ routine: Int) -> [[Double]]
  /// What a leaf holds now.
  func values(of leaf: Tensor) -> [Double]
}

extension Machine {
  /// Random matrices of a routine.
  public func draws(of routine: Int) -> [Tensor] {
    let (outputs, updates) = (routines[routine].outputs, routines[routine].updates)
    return Tensor.nodes(of: outputs + updates.map(\.value)).filter {
      if case .draw = $0.node.op { true } else { false }
    }
  }
}

/// The compiled program, in Float.
public final class CompiledMachine: Machine {
  public let routines: [Routine]
  private let program: Program

  /// Compiles the routines.
  public init(_ routines: [Routine]) {
    (self.routines, program) = (routines, Program(routines))
  }

  public func give(_ tensor: Tensor, _ values: [Double]) {
    guard let memory = program.values(of: tensor) else { return }
    for (i, value) in values.enumerated() { memory[i] = Float(value) }
  }

  public func run(_ routine: Int) -> [[Double]] {
    program.run(routine)
    return program.outputs(of: routine).map { $0.map(Double.init) }
  }

  public func values(of leaf: Tensor) -> [Double] {
    program.values(of: leaf).map { $0.map(Double.init) } ?? []
  }
}

/// The interpreter, in Double.
public final class InterpretedMachine: Machine {
  public let routines: [Routine]
  private var given: [Tensor: [Double]] = [:]

  /// An interpreter for the routines.
  public init(_ routines: [Routine]) { self.routines = routines }

  public func give(_ tensor: Tensor, _ values: [Double]) { given[tensor] = values }

  public func run(_ routine: Int) -> [[Double]] {
    let (outputs, updates) = (routines[routine].outputs, routines[routine].updates)
    let results = Interpreter(given).values(outputs + updates.map(\.value))
    for (update, value) in zip(updates, results.dropFirst(outputs.count)) {
      given[update.leaf] = value
    }
    return Array(results.prefix(outputs.count))
  }

  public func values(of leaf: Tensor) -> [Double] { given[leaf] ?? [] }
}
