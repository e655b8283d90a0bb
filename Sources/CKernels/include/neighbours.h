// Searches for neighbouring points: a k-d tree with tight boxes (Friedman, Bentley and Finkel, "An
// algorithm for finding best matches in logarithmic expected time", ACM TOMS 3, 1977). The result is exact:
// a squared distance is always a sum over coordinates in order, with each step rounded, so that equal
// distances are equal in every search.
#pragma once
#include <stdint.h>

typedef struct toygan_tree toygan_tree;

// A tree of finite points, row-major [count, dimension], at least one. Null if there is not enough memory.
toygan_tree *toygan_make_tree(const double *points, int64_t count, int32_t dimension);
void toygan_free_tree(toygan_tree *tree);

// The squared distance from each place [count, dimension] to the tree's point of a given rank, 1 being the
// nearest; infinity if there are fewer points. `scratch` has `rank` numbers.
void toygan_nearest_squares(
    const toygan_tree *tree, const double *places, int64_t count, int64_t rank, double *scratch,
    double *squares);

// Number of the tree's points strictly inside each ball around places [count, dimension], with the given
// squared radii. Points in a common box are not counted one by one.
void toygan_count_inside(
    const toygan_tree *tree, const double *places, const double *squares, int64_t count,
    int64_t *counts);

// Makes the tree's points the centres of balls, with squared radii in the order of the points.
void toygan_set_balls(toygan_tree *tree, const double *squares);

// Whether each place lies strictly inside any of those balls.
void toygan_find_inside_balls(
    const toygan_tree *tree, const double *places, int64_t count, uint8_t *is_inside);
