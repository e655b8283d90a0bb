// The part of zlib that ToyGAN uses: decompression.
#pragma once
#include <zlib.h>

// Swift cannot call the macro inflateInit2. Returns a status of zlib.
static inline int toygan_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
