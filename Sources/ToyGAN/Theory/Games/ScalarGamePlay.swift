import ToyGANCore
import ToyGANGames

/// A scalar game in progress: its program, and the current parameters.
final class ScalarGamePlay {
  let game: ScalarGame
  private let program: Program
  private let (fieldRoutine, jacobianRoutine) = (2, 3)

  init(_ game: ScalarGame, schedule: Schedule = .simultaneous) {
    self.game = game
    program = Program(
      schedule.routines(descending: game.losses, in: game.game) + [
        Routine("field", outputs: game.field), Routine("jacobian", outputs: game.jacobian),
      ])
  }

  /// Sets the players to a point, with the optimizers' initial state.
  func start(at point: SIMD2<Double>) {
    for (leaf, values) in game.start(at: point) {
      guard let memory = program.values(of: leaf) else { continue }
      for (i, value) in values.enumerated() { memory[i] = Float(value) }
    }
  }

  /// Makes one step of the schedule.
  func step() {
    program.run(0)
    program.run(1)
  }

  /// The current parameters, (x, y).
  var position: SIMD2<Double> { SIMD2(read(game.coordinates[0]), read(game.coordinates[1])) }

  /// The mean of the parameters so far, including the start; traps unless the game stores it.
  var average: SIMD2<Double> {
    guard let places = game.averages else { fatalError("a game that keeps no averages") }
    return SIMD2(read(places[0]), read(places[1]))
  }

  /// The parameters at the start and after each of `steps` steps, or their running means if `averaged`.
  func path(from start: SIMD2<Double>, steps: Int, averaged: Bool = false) -> [SIMD2<Double>] {
    self.start(at: start)
    return [start]
      + (0..<steps).map { _ in
        step()
        return averaged ? average : position
      }
  }

  /// The field at a point.
  func field(at point: SIMD2<Double>) -> SIMD2<Double> {
    let values = run(fieldRoutine, at: point)
    return SIMD2(values[0], values[1])
  }

  /// Derivatives of the field at a point, in row-major order.
  func jacobian(at point: SIMD2<Double> = .zero) -> [[Double]] {
    let values = run(jacobianRoutine, at: point)
    return [[values[0], values[1]], [values[2], values[3]]]
  }

  /// The matrix of one step on the game's coordinates; the field must be linear.
  func map() -> [[Double]] {
    let places = game.coordinates
    let columns = places.indices.map { column in
      start(at: .zero)
      write(1, places[column])
      step()
      return places.map(read)
    }
    return places.indices.map { row in columns.map { $0[row] } }
  }

  private func run(_ routine: Int, at point: SIMD2<Double>) -> [Double] {
    start(at: point)
    program.run(routine)
    return program.outputs(of: routine).map { Double($0[0]) }
  }

  private func read(_ place: (leaf: Tensor, index: Int)) -> Double {
    program.values(of: place.leaf).map { Double($0[place.index]) } ?? .nan
  }

  private func write(_ value: Float, _ place: (leaf: Tensor, index: Int)) {
    program.values(of: place.leaf)?[place.index] = value
  }
}
