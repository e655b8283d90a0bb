import ToyGAN

/// What tests ask of any error that names a place.
extension FileError {
  var key: String { file }
}
