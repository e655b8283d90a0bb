// The part of the GNU Scientific Library that ToyGAN uses.
// Swift 6 rejects GSL's mutable global variables, so that functions provide the ones that are needed.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_bessel.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

// State of a gsl_rng that draws from a stream of ours: the stream, and functions that return a 32-bit word
// and a real number in [0, 1). The functions come from Swift, so that this library does not depend on the
// one that implements the stream.
typedef struct {
  void *stream;
  unsigned long (*next_word)(void *stream);
  double (*next_uniform)(void *stream);
} toygan_gsl_state;

static inline unsigned long toygan_gsl_word(void *state) {
  toygan_gsl_state *s = (toygan_gsl_state *)state;
  return s->next_word(s->stream);
}

static inline double toygan_gsl_uniform(void *state) {
  toygan_gsl_state *s = (toygan_gsl_state *)state;
  return s->next_uniform(s->stream);
}

// A named stream already has its seed, so that GSL's own seeding does nothing.
static inline void toygan_gsl_seed(void *state, unsigned long seed) {
  (void)state;
  (void)seed;
}

static inline const gsl_rng_type *toygan_gsl_type(void) {
  static const gsl_rng_type type = {
      "toygan-xoshiro128++", 0xFFFFFFFFUL, 0, sizeof(toygan_gsl_state),
      toygan_gsl_seed, toygan_gsl_word, toygan_gsl_uniform};
  return &type;
}

// A generator that draws from `stream`, or null if there is not enough memory.
static inline gsl_rng *toygan_gsl_generator(
    void *stream, unsigned long (*next_word)(void *), double (*next_uniform)(void *)) {
  gsl_rng *generator = gsl_rng_alloc(toygan_gsl_type());
  if (!generator) return NULL;
  toygan_gsl_state *state = (toygan_gsl_state *)generator->state;
  state->stream = stream;
  state->next_word = next_word;
  state->next_uniform = next_uniform;
  return generator;
}

// The points of Sobol, or null if there is not enough memory or the dimension is not in GSL's tables.
static inline gsl_qrng *toygan_sobol(unsigned int dimensions) {
  return gsl_qrng_alloc(gsl_qrng_sobol, dimensions);
}

// a [tall, wide] = q [tall, wide] r [wide, wide], all row-major; r replaces a on and above its diagonal,
// and `scales` [wide] is working memory. Returns a GSL status.
//
// gsl_linalg_QR_unpack would compute a square q, whose columns beyond `wide`
// are not needed here and take most of the time.
static inline int toygan_thin_qr(size_t tall, size_t wide, double *a, double *scales, double *q) {
  gsl_matrix_view A = gsl_matrix_view_array(a, tall, wide);
  gsl_matrix_view Q = gsl_matrix_view_array(q, tall, wide);
  gsl_vector_view tau = gsl_vector_view_array(scales, wide);
  int status = gsl_linalg_QR_decomp(&A.matrix, &tau.vector);
  gsl_matrix_set_identity(&Q.matrix);
  for (size_t i = wide; i-- > 0 && !status;) {
    gsl_vector_const_view reflector = gsl_matrix_const_subcolumn(&A.matrix, i, i, tall - i);
    gsl_matrix_view rest = gsl_matrix_submatrix(&Q.matrix, i, i, tall - i, wide - i);
    status = gsl_linalg_householder_hm(scales[i], &reflector.vector, &rest.matrix);
  }
  return status;
}

// Memory for the eigenvectors of one symmetric matrix.
struct toygan_eigen_workspace {
  gsl_matrix *matrix, *vectors;  // [n, n]
  gsl_vector *values;            // [n]
  gsl_eigen_symmv_workspace *solver;
};

static inline void toygan_free_eigen_workspace(struct toygan_eigen_workspace *w) {
  gsl_matrix_free(w->matrix);
  gsl_matrix_free(w->vectors);
  gsl_vector_free(w->values);
  gsl_eigen_symmv_free(w->solver);
  free(w);
}

// Null if there is not enough memory.
static inline struct toygan_eigen_workspace *toygan_make_eigen_workspace(size_t n) {
  struct toygan_eigen_workspace *w = (struct toygan_eigen_workspace *)malloc(sizeof *w);
  if (!w) return NULL;
  w->matrix = gsl_matrix_alloc(n, n);
  w->vectors = gsl_matrix_alloc(n, n);
  w->values = gsl_vector_alloc(n);
  w->solver = gsl_eigen_symmv_alloc(n);
  if (w->matrix && w->vectors && w->values && w->solver) return w;
  toygan_free_eigen_workspace(w);
  return NULL;
}

// The eigenvalues of the symmetric part of a [n, n] in descending order, followed by the eigenvectors as
// rows, of length 1 and with a positive sum of entries divided by their positions; all results are NaN if
// an entry of `a` is not finite.
static inline void toygan_solve_eigen(
    struct toygan_eigen_workspace *w, const float *a, float *sink) {
  const size_t n = w->values->size;
  int is_finite = 1;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      const double entry = 0.5 * ((double)a[i * n + j] + (double)a[j * n + i]);
      is_finite &= isfinite(entry) != 0;
      gsl_matrix_set(w->matrix, i, j, entry);
    }
  if (!is_finite || gsl_eigen_symmv(w->matrix, w->values, w->vectors, w->solver) ||
      gsl_eigen_symmv_sort(w->values, w->vectors, GSL_EIGEN_SORT_VAL_DESC)) {
    for (size_t i = 0; i < n + n * n; i++) sink[i] = NAN;
    return;
  }
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t k = 0; k < n; k++) sum += gsl_matrix_get(w->vectors, k, i) / (double)(k + 1);
    sink[i] = (float)gsl_vector_get(w->values, i);
    for (size_t k = 0; k < n; k++)
      sink[n + i * n + k] = (float)(sum < 0 ? -gsl_matrix_get(w->vectors, k, i)
                                            : gsl_matrix_get(w->vectors, k, i));
  }
}

// The eigenvalues of a [n, n], which is overwritten, as pairs of real and imaginary part, [n, 2]. Returns a
// GSL status. Swift cannot read GSL's complex numbers.
static inline int toygan_eigenvalues(size_t n, double *a, double *values) {
  gsl_matrix_view A = gsl_matrix_view_array(a, n, n);
  gsl_vector_complex_view sink = gsl_vector_complex_view_array(values, n);
  gsl_eigen_nonsymm_workspace *workspace = gsl_eigen_nonsymm_alloc(n);
  if (!workspace) return GSL_ENOMEM;
  int status = gsl_eigen_nonsymm(&A.matrix, &sink.vector, workspace);
  gsl_eigen_nonsymm_free(workspace);
  return status;
}
