import CKernels

/// Routines compiled to use one arena of memory, in which weights are updated in place.
///
/// Running a routine allocates no memory. A program must be used by one thread at a time.
public final class Program {
  /// A compiled routine.
  struct Code {
    var name: String
    var instructions: [Instruction]
    /// The order in which instructions and bands of rows run.
    var passes: [BandedInstructions]
    /// Memory of each output.
    var outputs: [UnsafeMutableBufferPointer<Float>]
    /// Random matrices to fill before a run, in the order in which they were created.
    var draws: [(Distribution, UnsafeMutableBufferPointer<Float>)]
    var graph: Graph
    var plan: ArenaPlan
    var steps: [Steps.Step]
  }

  /// A routine before its instructions are written.
  private struct Plan {
    let graph: Graph
    let steps: [Steps.Step]
    var arena: ArenaPlan

    init(
      _ routine: Routine, _ layout: inout PersistentLayout, rowsOfBand: (_ width: Int) -> Int
    ) {
      graph = Graph(routine)
      steps = Steps(graph).steps
      arena = ArenaPlan(graph, steps, &layout, rowsOfBand: rowsOfBand)
    }
  }

  private(set) var code: [Code] = []
  /// Number of floats in the arena.
  public let count: Int
  let arena: UnsafeMutablePointer<Float>
  private let layout: PersistentLayout
  private let pool: GroupPool

  /// A program that needs more memory than it may.
  package struct TooLarge: Error {
    /// Number of floats; a lower bound.
    package let count: Int
  }

  /// Compiles the routines with one common arena; a leaf that several routines use is stored once.
  public convenience init(_ routines: [Routine]) {
    do { try self.init(routines, atMost: .max) } catch { fatalError("\(error)") }
  }

  /// Compiles the routines; throws before it takes memory if they need more floats than a limit.
  package init(
    _ routines: [Routine], atMost limit: Int,
    rowsOfBand: (_ width: Int) -> Int = Passes.rowsOfBand(width:)
  ) throws(TooLarge) {
    var layout = PersistentLayout()
    var plans = routines.map { Plan($0, &layout, rowsOfBand: rowsOfBand) }
    for i in plans.indices { plans[i].arena.assign(from: layout.count) }
    let scratch = plans.map(\.arena.end).reduce(layout.count, max)
    guard scratch <= limit else { throw TooLarge(count: scratch) }
    let pool = GroupPool()
    self.pool = pool
    let emissions = plans.map { [layout] plan in
      Emission(plan.graph, plan.steps, plan.arena, layout, scratchAt: scratch, pool)
    }
    self.layout = layout
    count = scratch + (emissions.map(\.scratch).max() ?? 0)
    guard count <= limit else { throw TooLarge(count: count) }
    guard let memory = toygan_make_arena(count) else { fatalError("no memory for \(count) floats") }
    arena = memory
    for (routine, (plan, emission)) in zip(routines, zip(plans, emissions)) {
      let outputs = zip(plan.graph.outputs, routine.outputs).map { vertex, tensor in
        UnsafeMutableBufferPointer(
          start: arena + plan.arena.offset(of: vertex), count: tensor.shape.count)
      }
      code.append(
        Code(
          name: routine.name, instructions: emission.instructions, passes: emission.passes,
          outputs: outputs, draws: draws(in: plan.graph),
          graph: plan.graph, plan: plan.arena, steps: plan.steps))
    }
    assert(checkInvariants())
  }

  deinit { toygan_free_arena(arena) }

  /// The memory of a leaf or a draw, row-major; nil if no routine uses it.
  public func values(of tensor: Tensor) -> UnsafeMutableBufferPointer<Float>? {
    layout.offset(of: tensor).map {
      UnsafeMutableBufferPointer(start: arena + $0, count: tensor.shape.count)
    }
  }

  /// The outputs of a routine's last run, row-major; valid until another routine runs.
  public func outputs(of routine: Int) -> [UnsafeMutableBufferPointer<Float>] {
    code[routine].outputs
  }

  /// Whether a routine reads a leaf.
  package func reads(_ leaf: Tensor, in routine: Int) -> Bool {
    code[routine].graph.vertices.contains { $0.op == leaf.node.op && $0.tensor == leaf }
  }

  /// Random matrices that must be filled before a routine runs, in the order in which they were created.
  public func draws(of routine: Int) -> [(Distribution, UnsafeMutableBufferPointer<Float>)] {
    code[routine].draws
  }

  private func draws(
    in graph: Graph
  ) -> [(Distribution, UnsafeMutableBufferPointer<Float>)] {
    graph.vertices.compactMap { vertex in
      guard case .draw(let distribution) = vertex.op else { return nil }
      return values(of: vertex.tensor).map { (distribution, $0) }
    }
  }

  /// Runs the routine with this number once.
  ///
  /// During the run subnormal numbers are treated as zero.
  public func run(_ routine: Int) {
    let before = toygan_flush_denormals()
    defer { toygan_restore_denormals(before) }
    let passes = code[routine].passes
    code[routine].instructions.withUnsafeBufferPointer { instructions in
      for pass in passes { pass.forEach { execute(instructions[$0], $1) } }
    }
  }

  /// Runs an instruction on some of its rows.
  @inline(__always)
  func execute(_ instruction: Instruction, _ band: Range<Int>) {
    switch instruction {
    case .group(let group):
      toygan_run_group(
        group, arena, Int32(clamping: band.lowerBound), Int32(clamping: band.upperBound))
    case .multiply(let product):
      let isSum = product.transposeLeft && band.lowerBound > 0
      MatrixMultiplication.run(product.part(band), adding: isSum, in: arena)
    case .closeness(let work): toygan_run_closeness(work, arena)
    case .closenessTranspose(let work): toygan_run_closeness_transpose(work, arena)
    case .eigenvectors(let problem): problem.solve(in: arena)
    case .copy(let from, let to, let count): (arena + to).update(from: arena + from, count: count)
    case .copyColumns(let work): work.run(in: arena)
    case .zero(let at, let count): (arena + at).update(repeating: 0, count: count)
    }
  }
}
