import ToyGAN

/// A random routine that can contain every primitive, with values for its leaves.
///
/// Values remain of order one, so that rounding errors do not grow. The arguments of discontinuous
/// functions (`step`, `sign`, the derivatives of closeness) are exact in Float, so that Float and Double
/// are on the same side of each discontinuity.
public struct RandomGraph {
  /// Row-major values of the leaves.
  public private(set) var given: [Tensor: [Double]] = [:]
  /// The routine.
  public private(set) var routine = Routine("random")
  private var random: SeededGenerator
  private var pool: [Tensor] = []
  private var exact: Set<Tensor> = []
  private let base: Shape
  private let isSmooth: Bool
  /// Whether the graph also contains `columns` and `placedColumns`.
  private let hasColumns: Bool

  /// Even seeds give smooth graphs, and add the gradient of an output with respect to the leaves.
  public init(seed: UInt64, operations: Int = 24, hasColumns: Bool = false) {
    random = SeededGenerator(seed)
    self.hasColumns = hasColumns
    isSmooth = seed % 2 == 0
    base = RandomGraph.shapes[Int(seed / 2) % RandomGraph.shapes.count]
    for shape in [base, base, Shape(base.rows, 1), Shape(1, base.columns), .scalar] {
      add(leaf(shape), isExact: true)
    }
    add(leaf(Shape(1, 2 * base.count + 3)), isExact: true)
    add(draw(base), isExact: true)
    for _ in 0..<operations { grow() }
    finish()
  }

  /// One entry, one row, one column, square and narrow matrices below and above a kernel's tile of 1024
  /// floats, and rows that are longer than a tile.
  private static let shapes = [
    Shape(1, 1), Shape(1, 9), Shape(13, 1), Shape(4, 5), Shape(7, 2), Shape(3, 17), Shape(16, 16),
    Shape(31, 33), Shape(32, 32), Shape(33, 32), Shape(1, 1023), Shape(1, 1025), Shape(1025, 1),
    Shape(2, 512), Shape(2, 513), Shape(260, 4), Shape(5, 257), Shape(2, 1030), Shape(1, 2050),
    Shape(40, 6), Shape(6, 40), Shape(65, 3),
  ]

  // MARK: Values

  private mutating func leaf(_ shape: Shape) -> Tensor {
    let tensor = Tensor.leaf("leaf \(given.count)", shape.rows, shape.columns)
    given[tensor] = random.numbers(shape.count)
    return tensor
  }

  private mutating func draw(_ shape: Shape) -> Tensor {
    let tensor = Tensor.draw(.uniform, shape.rows, shape.columns)
    given[tensor] = random.numbers(shape.count, in: 0...0.999)
    return tensor
  }

  private mutating func add(_ tensor: Tensor, isExact: Bool = false) {
    pool.append(tensor)
    if isExact { exact.insert(tensor) }
  }

  private mutating func below(_ n: Int) -> Int { Int.random(in: 0..<n, using: &random) }

  /// An earlier value, often one of the latest, so that graphs become deep as well as wide.
  private mutating func pick() -> Tensor {
    let recent = pool.count > 4 && below(2) == 0
    return pool[recent ? pool.count - 1 - below(4) : below(pool.count)]
  }

  private mutating func pick(where holds: (Tensor) -> Bool) -> Tensor? {
    let found = pool.filter(holds)
    return found.isEmpty ? nil : found[below(found.count)]
  }

  // MARK: One operation

  private mutating func grow() {
    switch below(hasColumns ? 10 : 9) {
    case 0, 1: growUnary()
    case 2, 3: growBinary()
    case 4: growProduct()
    case 5: growSum()
    case 6: growParts()
    case 7: growCloseness()
    case 9: growColumns()
    default:
      // Reductions of a value, which are broadcast back and combined with it.
      let x = pick()
      if x.shape == base { add((x - x.mean()) * x.rowSums().tanh()) } else { growBinary() }
    }
  }

  private mutating func growUnary() {
    let x = pick()
    let smooth: [Tensor] = [
      -x, x.sine(), x.cosine(), x.tanh().exp(), x.tanh().expm1(), (x.squared() + 0.5).log(),
      (x.squared() + 0.5).squareRoot(), x.tanh(), x.sigmoid(), x.softplus(),
      Tensor(.unary(.copy), [x], x.shape),
    ]
    if isSmooth || below(3) > 0 { return add(smooth[below(smooth.count)]) }
    let known = exact.contains(x)
    add([x.relu(), x.absolute(), known ? x.step() : x.relu(), known ? x.sign() : -x][below(4)])
  }

  private mutating func growBinary() {
    let a = pick()
    guard let b = pick(where: { mayRepeat($0, to: a.shape) }) else { return }
    switch below(isSmooth ? 5 : 7) {
    case 0: add(0.5 * (a + b))
    case 1: add(a.tanh() - b)
    case 2: add(a.tanh() * b.tanh())
    case 3: add(a / (b.squared() + 0.5))
    case 4: add(a.tanh() * b.sigmoid() + b)
    case 5: add(a.minimum(b))
    default: add(a.maximum(b))
    }
  }

  /// Products with all combinations of transposes, with inner sizes of 1 to 6 or that of the base.
  private mutating func growProduct() {
    let a = pick()
    let (tl, tr) = (below(2) == 0, below(2) == 0)
    let inner = tl ? a.shape.rows : a.shape.columns
    let outer = min(1 + below(6), 4000 / (tl ? a.shape.columns : a.shape.rows) + 1)
    let other = tr ? Shape(outer, inner) : Shape(inner, outer)
    if a.shape.count * outer > 20_000 { return growUnary() }
    let b = pick { $0.shape == other } ?? leaf(other)
    let product = a.tanh().matmul(b, transposeLeft: tl, transposeRight: tr)
    let scaled = (1 / Double(inner).squareRoot()) * product
    add(below(3) == 0 ? product.tanh() : scaled)
    // Multiplies back to the base's shape, with an inner size that may be small.
    if !tl, product.shape.rows == base.rows, product.shape.count * base.columns < 20_000 {
      add(scaled.matmul(leaf(Shape(product.shape.columns, base.columns))))
    }
  }

  private mutating func growSum() {
    let x = pick()
    let target = [Shape(x.shape.rows, 1), Shape(1, x.shape.columns), .scalar][below(3)]
    let factor = (Double(target.count) / Double(x.shape.count)).squareRoot()
    add(factor * x.sum(to: target))
    if below(2) == 0 { add((factor * x.sum(to: target)).broadcast(to: x.shape)) }
  }

  /// Slices of a row vector, and concatenations of matrices in one, with or without gaps of zeros.
  private mutating func growParts() {
    if below(2) == 0, let row = pick(where: { $0.shape.rows == 1 && $0.shape.columns > 1 }) {
      let shape = base.count < row.shape.columns ? base : Shape(1, 1 + below(row.shape.columns))
      let offset = below(row.shape.columns - shape.count + 1)
      return add(row.slice(from: offset, shape), isExact: exact.contains(row))
    }
    let parts = [pick(), pick(), pick()].prefix(1 + below(3))
    var (offsets, end): ([Int], Int) = ([], 0)
    for part in parts {
      end += below(2) * below(5)
      offsets.append(end)
      end += part.shape.count
    }
    let whole = Shape(1, end + below(2) * below(4))
    if whole.count > 4500 { return growUnary() }
    add(Tensor(.concat(offsets: offsets), Array(parts), whole))
  }

  /// Ranges of columns, and columns placed among zeros.
  private mutating func growColumns() {
    let x = pick()
    let width = 1 + below(x.shape.columns)
    let first = below(x.shape.columns - width + 1)
    let part = x.columns(first..<first + width)
    add(part, isExact: exact.contains(x))
    let gap = below(4)
    if part.shape.rows * (width + gap + 2) > 4500 { return growUnary() }
    add(part.placedColumns(at: gap, in: width + gap + below(3)))
  }

  /// Closeness of features that are exact in Float, with up to two directions, and its transpose.
  private mutating func growCloseness() {
    let (rows, kernels, dimensions) = (2 + below(7), 1 + below(3), 1 + below(6))
    let shape = Shape(rows, kernels * dimensions)
    let m = leaf(shape)
    add(m, isExact: true)
    let mixed = pick { mayRepeat($0, to: shape) } ?? m
    let directions = [mixed.broadcast(to: shape).tanh(), leaf(shape)].prefix(below(3))
    let output = Shape(rows, kernels)
    if below(2) == 0 {
      add(Tensor(.closeness(kernels: kernels), [m] + directions, output))
    } else {
      let g = leaf(output)
      add(Tensor(.closenessTranspose(kernels: kernels), [m, g] + directions, shape))
    }
  }

  // MARK: Outputs and updates

  private mutating func finish() {
    for _ in 0..<3 { routine.outputs.append(pick { _ in true } ?? pool[0]) }
    routine.outputs.append(0.5 * pool[pool.count - 1])
    if isSmooth {
      let loss = routine.outputs.reduce(Tensor.constant(0)) { $0 + $1.tanh().mean() }
      routine.outputs.append(loss)
      routine.outputs += loss.gradients(at: [pool[0], pool[3], pool[5]])
    }
    let (a, b) = (pool[0], pool[1])
    // Two leaves take each other's old value, one of them possibly in combination with its own.
    routine.updates = [(a, b), (b, below(2) == 0 ? a : 0.5 * (a - b))]
    for leaf in [pool[2], pool[3], pool[5]] {
      let next = pick { $0.shape == leaf.shape && $0 != leaf } ?? leaf.tanh()
      routine.updates.append((leaf, below(2) == 0 ? next : leaf - 0.1 * next))
    }
  }
}

/// Whether a value can be broadcast to `shape`.
private func mayRepeat(_ tensor: Tensor, to shape: Shape) -> Bool {
  (tensor.shape.rows == shape.rows || tensor.shape.rows == 1)
    && (tensor.shape.columns == shape.columns || tensor.shape.columns == 1)
}
