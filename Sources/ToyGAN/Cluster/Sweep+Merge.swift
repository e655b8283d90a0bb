import ToyGANStudies

extension Sweep {
  /// Writes the tables from the results of the runs, and returns how many runs have not ended.
  ///
  /// Throws `FileError` if the tables cannot be written.
  public func merge() throws -> (unfinished: Int, total: Int) {
    var results = SweepResults(plan.map(\.id), in: folder)
    try SweepTables.write(plan: plan, folder: folder, results: &results)
    return (results.unfinished(of: plan), plan.count)
  }
}
