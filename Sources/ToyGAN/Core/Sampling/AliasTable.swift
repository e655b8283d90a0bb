import CGSL

/// Walker's alias table: draws an index with given probabilities in constant time.
///
/// It is immutable, so that threads may share it.
package final class AliasTable: @unchecked Sendable {
  private let table: UnsafeMutablePointer<gsl_ran_discrete_t>

  /// Traps unless `weights` are finite, not negative, and not all zero.
  package init(weights: [Double]) {
    GSL.start()
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 }),
      let made = gsl_ran_discrete_preproc(weights.count, weights)
    else { fatalError("no alias table for weights [\(weights.count)] of \(weights)") }
    table = made
  }

  deinit { gsl_ran_discrete_free(table) }

  /// An index in `0..<weights.count`.
  package func draw(_ generator: UnsafeMutablePointer<gsl_rng>) -> Int {
    gsl_ran_discrete(generator, table)
  }
}
