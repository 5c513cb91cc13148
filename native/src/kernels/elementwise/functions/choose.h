// From the number of a function to its struct.
#pragma once
#include "arithmetic.h"
#include "generated/contract.gen.h"
#include "rectifiers.h"
#include "smooth.h"
#include "transcendental.h"

namespace evenkeel::EVENKEEL_ISA {

/** Calls `use(F{})` for the struct F of the function. */
template <class Use>
EVENKEEL_INLINE void chooseUnary(UnaryF f, const Use& use) {
  switch (f) {
    case UnaryF::neg: return use(Neg{});
    case UnaryF::abs: return use(Abs{});
    case UnaryF::exp: return use(Exp{});
    case UnaryF::log: return use(Log{});
    case UnaryF::sqrt: return use(Sqrt{});
    case UnaryF::rsqrt: return use(Rsqrt{});
    case UnaryF::square: return use(Square{});
    case UnaryF::reciprocal: return use(Reciprocal{});
    case UnaryF::log1p: return use(Log1p{});
    case UnaryF::expm1: return use(Expm1{});
    case UnaryF::sin: return use(Sin{});
    case UnaryF::cos: return use(Cos{});
    case UnaryF::erf: return use(Erf{});
    case UnaryF::sigmoid: return use(Sigmoid{});
    case UnaryF::tanh: return use(Tanh{});
    case UnaryF::relu: return use(Relu{});
    case UnaryF::relu6: return use(Relu6{});
    case UnaryF::leakyRelu: return use(LeakyRelu{});
    case UnaryF::elu: return use(Elu{});
    case UnaryF::selu: return use(Selu{});
    case UnaryF::celu: return use(Celu{});
    case UnaryF::gelu: return use(Gelu{});
    case UnaryF::geluTanh: return use(GeluTanh{});
    case UnaryF::silu: return use(Silu{});
    case UnaryF::mish: return use(Mish{});
    case UnaryF::softplus: return use(Softplus{});
    case UnaryF::softsign: return use(Softsign{});
    case UnaryF::hardSigmoid: return use(HardSigmoid{});
    case UnaryF::hardSwish: return use(HardSwish{});
    case UnaryF::pow: return use(Pow{});
    case UnaryF::clip: return use(Clip{});
    case UnaryF::affine: return use(Affine{});
    case UnaryF::sign: return use(Sign{});
    case UnaryF::floor: return use(Floor{});
    case UnaryF::round: return use(Round{});
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
