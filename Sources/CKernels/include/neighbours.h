// Which points lie near which: a k-d tree whose boxes are tight (Friedman, Bentley and Finkel, "An
// algorithm for finding best matches in logarithmic expected time", ACM TOMS 3, 1977). Exact: a
// squared distance is a sum over coordinates in their order, each step rounded, however it is found,
// so that distances that are equal anywhere are equal everywhere.
#pragma once
#include <stdint.h>

typedef struct toygan_tree toygan_tree;

// Of finite points, row-major [count, dimension], at least one. Null where there is no memory.
toygan_tree *toygan_make_tree(const double *points, int64_t count, int32_t dimension);
void toygan_free_tree(toygan_tree *tree);

// The squared distance from each place [count, dimension] to the tree's point of that rank, 1 being
// the nearest; infinity where there are fewer points. `scratch` has `rank` numbers.
void toygan_nearest_squares(
    const toygan_tree *tree, const double *places, int64_t count, int64_t rank, double *scratch,
    double *squares);

// How many of the tree's points lie strictly inside each of the balls around places [count,
// dimension], whose squared radii are given. Points that lie together are not counted one by one.
void toygan_count_inside(
    const toygan_tree *tree, const double *places, const double *squares, int64_t count,
    int64_t *counts);

// Makes the tree's points the centres of balls, whose squared radii are given in the points' order.
void toygan_set_balls(toygan_tree *tree, const double *squares);

// Whether each place lies strictly inside any of those balls.
void toygan_find_inside_balls(
    const toygan_tree *tree, const double *places, int64_t count, uint8_t *is_inside);
