import CGSL
import CKernels

/// Owns the C structures that instructions point to.
final class GroupPool {
  private var groups: [UnsafeMutablePointer<toygan_group>] = []
  private var pieces: [UnsafeMutableRawPointer] = []
  private var eigenWorkspaces: [UnsafeMutablePointer<toygan_eigen_workspace>] = []

  func add(_ memory: GroupMemory, _ shape: Shape) -> UnsafePointer<toygan_group> {
    let group = UnsafeMutablePointer<toygan_group>.allocate(capacity: 1)
    group.initialize(
      to: toygan_group(
        registers: keep(memory.registers), once: keep(memory.once), each: keep(memory.each),
        last: keep(memory.last), register_count: Int32(memory.registers.count),
        once_count: Int32(memory.once.count), each_count: Int32(memory.each.count),
        last_count: Int32(memory.last.count), rows: Int32(shape.rows),
        columns: Int32(shape.columns), tile_rows: Int32(memory.tileRows),
        tile_columns: Int32(memory.tileColumns)))
    groups.append(group)
    return UnsafePointer(group)
  }

  func add(_ work: toygan_closeness) -> UnsafePointer<toygan_closeness> { keep([work]) }

  /// Workspace for the eigendecomposition of a matrix [size, size].
  func addEigenWorkspace(_ size: Int) -> UnsafeMutablePointer<toygan_eigen_workspace> {
    GSL.start()
    guard let workspace = toygan_make_eigen_workspace(size) else {
      fatalError("no memory for the eigenvectors of [\(size), \(size)]")
    }
    eigenWorkspaces.append(workspace)
    return workspace
  }

  private func keep<T: BitwiseCopyable>(_ values: [T]) -> UnsafePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(values.count, 1))
    memory.initialize(from: values, count: values.count)
    pieces.append(UnsafeMutableRawPointer(memory))
    return UnsafePointer(memory)
  }

  deinit {
    groups.forEach { $0.deallocate() }
    pieces.forEach { $0.deallocate() }
    eigenWorkspaces.forEach { toygan_free_eigen_workspace($0) }
  }
}
