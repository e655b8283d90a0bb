#pragma once
#include "closeness.h"
#include "elementwise.h"
#include "random.h"
