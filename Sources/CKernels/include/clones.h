// Compiles a function once for each generation of vector instructions; the loader selects one.
//
// A build can leave out the wider ones, to test and time them on a processor that has them:
// swift build -c release -Xcc -DTOYGAN_WITHOUT_AVX512, or -DTOYGAN_WITHOUT_AVX2, which leaves out AVX-512 too.
#pragma once
#if defined(__x86_64__) && defined(__linux__) && !defined(TOYGAN_WITHOUT_AVX2)
#define TOYGAN_CLONES_BELOW_AVX512 __attribute__((target_clones("arch=x86-64-v3", "default")))
#if defined(TOYGAN_WITHOUT_AVX512)
#define TOYGAN_CLONES TOYGAN_CLONES_BELOW_AVX512
#else
#define TOYGAN_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#define TOYGAN_SELECTS_AVX512  // in functions that are written separately for it
#endif
#else
#define TOYGAN_CLONES_BELOW_AVX512
#define TOYGAN_CLONES
#endif
#define TOYGAN_INLINE static inline __attribute__((always_inline))

// Vectors are passed only between inlined functions, so that calling conventions do not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// Sixteen lanes: one wide register, or several narrower ones. Lanes are added in one fixed order.
typedef float toygan_lanes __attribute__((vector_size(64), aligned(4)));
enum { TOYGAN_LANES = 16 };
