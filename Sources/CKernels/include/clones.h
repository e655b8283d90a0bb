// Compiles a function once for each generation of vector instructions; the loader selects one.
#pragma once
#if defined(__x86_64__)
#define TOYGAN_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define TOYGAN_CLONES
#endif
#define TOYGAN_INLINE static inline __attribute__((always_inline))

// Vectors are passed only between inlined functions, so that calling conventions do not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// Sixteen lanes: one wide register, or several narrower ones. Lanes are added in one fixed order.
typedef float toygan_lanes __attribute__((vector_size(64), aligned(4)));
enum { TOYGAN_LANES = 16 };
