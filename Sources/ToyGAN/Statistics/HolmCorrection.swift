/// Holm's correction for several tests on the same data.
///
/// "A simple sequentially rejective multiple test procedure" (Scandinavian Journal of Statistics 6, 1979):
/// for any combination of true hypotheses, if only corrected p values of at most alpha are called
/// significant, the probability of any false positive is at most alpha.
public enum HolmCorrection {
  /// Corrected p values in the order of `p`, each at least its original value, and at most 1.
  ///
  /// With `p_(1) <= ... <= p_(k)`: `max over j <= i of min(1, (k - j + 1) p_(j))`.
  /// Traps unless all values are from 0 to 1.
  public static func corrected(_ p: [Double]) -> [Double] {
    guard p.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      fatalError("p values [\(p.count)] that are not from 0 to 1: \(p)")
    }
    var corrected = p
    var largest = 0.0
    for (rank, place) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated() {
      largest = max(largest, min(1, Double(p.count - rank) * p[place]))
      corrected[place] = largest
    }
    return corrected
  }
}
