import COneDNN

/// The library behind matrix products; another platform is another version of this file.
enum MatrixMultiplication {
  static let library = "oneDNN"

  /// Says that products on the calling thread run on that thread alone; once per thread.
  static func prepareThread() {
    if toygan_multiply_on_one_thread() == 0 {
      fatalError("oneDNN runs without OpenMP here; its threads cannot be limited to one")
    }
  }

  @inline(__always)
  static func run(_ p: MatrixProduct, in arena: UnsafeMutablePointer<Float>) {
    let (no, yes) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "T")))
    dnnl_sgemm(
      p.transposeLeft ? yes : no, p.transposeRight ? yes : no, Int64(p.m), Int64(p.n), Int64(p.k),
      1, arena + p.a, Int64(p.transposeLeft ? p.m : p.k), arena + p.b,
      Int64(p.transposeRight ? p.k : p.n), 0, arena + p.c, Int64(p.n))
  }
}
