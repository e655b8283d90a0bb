import ToyGAN

/// An object that runs routines on leaves that it stores: the program, or the interpreter.
public protocol Machine: AnyObject {
  /// The routines, in the order of their numbers.
  var routines: [Routine] { get }
  /// Sets the values of a leaf or a draw, row-major.
  func give(_ tensor: Tensor, _ values: [Double])
  /// Runs a routine and returns its outputs; this also changes the leaves that the routine updates.
  func run(_ routine: Int) -> [[Double]]
  /// The current values of a leaf.
  func values(of leaf: Tensor) -> [Double]
}

extension Machine {
  /// Random matrices that a routine reads.
  public func draws(of routine: Int) -> [Tensor] {
    let (outputs, updates) = (routines[routine].outputs, routines[routine].updates)
    return Tensor.nodes(of: outputs + updates.map(\.value)).filter {
      if case .draw = $0.node.op { true } else { false }
    }
  }
}

/// The compiled program, in single precision.
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

/// The interpreter, in double precision.
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
