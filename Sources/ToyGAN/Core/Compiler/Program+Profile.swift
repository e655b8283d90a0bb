import CKernels

/// The cost of an instruction.
public struct InstructionProfile {
  /// The kind of instruction, in a word or two.
  public var kind: String
  /// The instruction as in the listing.
  public var text: String
  /// Seconds of the fastest of the measured runs.
  public var seconds: Double
  /// Floating-point operations, as `Program.flops` counts them.
  public var operations: Int
  /// Bytes of operands and results in the arena, each counted once.
  public var bytes: Int

  package init(kind: String, text: String, seconds: Double, operations: Int, bytes: Int) {
    self.kind = kind
    self.text = text
    self.seconds = seconds
    self.operations = operations
    self.bytes = bytes
  }
}

extension Program {
  /// Runs each instruction of a routine `runs` times, in order, and records the fastest time, of all bands together.
  public func profile(_ routine: Int, runs: Int) -> [InstructionProfile] {
    let clock = ContinuousClock()
    var best = Array(repeating: Double.infinity, count: code[routine].instructions.count)
    let before = toygan_flush_denormals()
    defer { toygan_restore_denormals(before) }
    for _ in 0..<runs {
      var times = Array(repeating: 0.0, count: best.count)
      for pass in code[routine].passes {
        pass.forEach { number, band in
          let instruction = code[routine].instructions[number]
          times[number] += clock.measure { execute(instruction, band) } / .seconds(1)
        }
      }
      best = zip(best, times).map { min($0, $1) }
    }
    return zip(best, code[routine].instructions).map { seconds, instruction in
      InstructionProfile(
        kind: instruction.kind, text: "\(instruction)", seconds: seconds,
        operations: instruction.flops, bytes: instruction.bytes)
    }
  }

  /// Name of a routine.
  public func name(of routine: Int) -> String { code[routine].name }
}

extension Instruction {
  fileprivate var kind: String {
    switch self {
    case .group: "fused groups"
    case .multiply: "matrix products"
    case .closeness, .closenessTranspose: "minibatch closeness"
    case .eigenvectors: "eigenvectors"
    case .copy, .copyColumns, .zero: "copies"
    }
  }

  var bytes: Int {
    let floats =
      switch self {
      case .group(let group): group.pointee.floats
      case .multiply(let p): p.m * p.k + p.k * p.n + p.m * p.n
      case .closeness(let work): work.pointee.floats(results: 1)
      case .closenessTranspose(let work): work.pointee.floats(results: Int(work.pointee.dimensions))
      case .eigenvectors(let p): p.size * (2 * p.size + 1)
      case .copy(_, _, let count): 2 * count
      case .copyColumns(let work): 2 * work.rows * work.columns
      case .zero(_, let count): count
      }
    return 4 * floats
  }
}

extension toygan_closeness {
  /// Number of floats in features, directions and the result.
  fileprivate func floats(results: Int) -> Int {
    let row = Int(kernels) * (Int(dimensions) * (1 + Int(directions)) + results)
    return Int(rows) * row
  }
}

extension toygan_group {
  /// Number of floats in matrices with the group's shape in the arena; thin matrices and scratch memory are
  /// negligible in comparison.
  fileprivate var floats: Int {
    let all = UnsafeBufferPointer(start: registers, count: Int(register_count))
    let moving = [toygan_with_tile, toygan_with_band].map { Int32($0.rawValue) }
    let matrices = all.count { moving.contains($0.moves) }
    return matrices * Int(rows) * Int(columns)
  }
}
