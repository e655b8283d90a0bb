// The part of the GNU Scientific Library that ToyGAN uses.
// Swift 6 refuses GSL's mutable globals, so generator types are handed over by functions.
#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics_double.h>
