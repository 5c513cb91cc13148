// Products. They are formed in double, whose exponents reach far enough that partial products of floats hardly
// overflow when their whole does not.
#pragma once
#include "core/threads.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

/** y[o,i] = product over k of x[o,k,i] */
void reduceProduct(const ReduceArgs& args);

}  // namespace evenkeel::EVENKEEL_ISA
