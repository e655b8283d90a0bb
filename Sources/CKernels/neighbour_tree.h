// The memory layout of a tree of `neighbours.h`.
#pragma once
#include "clones.h"
#include "neighbours.h"

// Number of points of a leaf, whose coordinates are stored side by side.
enum { LANES = 16 };
typedef double lanes __attribute__((vector_size(8 * LANES), aligned(64)));

// A node covers a run of blocks of points. The node of its left half is stored directly after it, followed
// by all descendants of that node and then by the node of its right half, so that no node has to store the
// positions of its children.
struct toygan_tree {
  int64_t count, blocks;
  int32_t dimension;
  int64_t *order;   // [count], the caller's row of each point
  double *points;   // [blocks, d, LANES], infinity past the last point
  double *squares;  // [blocks, LANES], squared radii of balls, 0 past the last
  double *boxes;    // [2 blocks - 1, 2, d], least and greatest coordinates of a node's points
  double *widest;   // [2 blocks - 1], greatest of a node's squared radii
};

typedef struct {
  int64_t node, first, blocks;
} run;

TOYGAN_INLINE run whole(const toygan_tree *t) { return (run){0, 0, t->blocks}; }

TOYGAN_INLINE run left_half(run r) { return (run){r.node + 1, r.first, (r.blocks + 1) / 2}; }

TOYGAN_INLINE run right_half(run r) {
  int64_t left = (r.blocks + 1) / 2;
  return (run){r.node + 2 * left, r.first + left, r.blocks - left};
}

TOYGAN_INLINE int64_t first_point(run r) { return r.first * LANES; }

// One past the last point; only the very last block may be incomplete.
TOYGAN_INLINE int64_t end_of_points(const toygan_tree *t, run r) {
  int64_t end = r.first + r.blocks;
  return end < t->blocks ? end * LANES : t->count;
}
