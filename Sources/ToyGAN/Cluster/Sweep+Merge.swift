import ToyGANStudies

extension Sweep {
  /// Makes the tables from what the runs have left, and says how many have not ended.
  ///
  /// Throws `FileError` when the tables cannot be written.
  public func merge() throws -> (unfinished: Int, total: Int) {
    var results = SweepResults(plan.map(\.id), in: folder)
    try SweepTables.write(plan: plan, folder: folder, results: &results)
    return (results.unfinished(of: plan), plan.count)
  }
}
