import ToyGANStudies

extension Sweep {
  /// Writes the tables from the results of the runs, and returns how many runs have not ended.
  ///
  /// Throws `FileError` if the tables cannot be written.
  public func merge() throws -> (unfinished: Int, total: Int) {
    let (total, unfinished) = try SweepTables.write(in: folder)
    return (unfinished, total)
  }
}
