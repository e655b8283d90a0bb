#pragma once
#include "arena.h"
#include "closeness.h"
#include "denormals.h"
#include "elementwise.h"
#include "neighbours.h"
#include "random.h"
#include "small_product.h"
