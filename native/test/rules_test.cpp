// The arithmetic behind the contract's rules, at its edges.
#include "core/rules.h"

#include <doctest/doctest.h>

using namespace evenkeel;

static const int32_t dims[] = {2, 3, 4};
static const int32_t hugeDims[] = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX};
static const int32_t hugeThenZero[] = {INT32_MAX, INT32_MAX, INT32_MAX, 0};

TEST_CASE("product multiplies, saturates and lets zero win") {
  CHECK(product({dims, 3}) == 24);
  CHECK(product({dims, 0}) == 1);
  CHECK(product({hugeDims, 6}) == INT64_MAX);
  CHECK(product({hugeThenZero, 4}) == 0);
}

TEST_CASE("times saturates") {
  CHECK(times(3, 4) == 12);
  CHECK(times(0, INT64_MAX) == 0);
  CHECK(times(INT64_MAX, 0) == 0);
  CHECK(times(times(INT32_MAX, INT32_MAX), INT32_MAX) == INT64_MAX);
}

TEST_CASE("reach is the largest offset of a view") {
  const int32_t strides[] = {12, 4, 1};
  const int32_t none[] = {2, 0, 4};
  CHECK(reach({dims, 3}, {strides, 3}) == 23);
  CHECK(reach({none, 3}, {strides, 3}) == -1);
  CHECK(reach({hugeDims, 6}, {hugeDims, 6}) == INT64_MAX);
}

TEST_CASE("viewInside knows views that run backwards") {
  const int32_t backwards[] = {-12, 4, 1};
  const int32_t none[] = {0, 1, 1};
  CHECK(viewInside({dims, 3}, {backwards, 3}, 12, 24));
  CHECK_FALSE(viewInside({dims, 3}, {backwards, 3}, 11, 24));
  CHECK_FALSE(viewInside({dims, 3}, {backwards, 3}, 12, 23));
  CHECK(viewInside({none, 3}, {backwards, 3}, 99, 0));
  CHECK_FALSE(viewInside({hugeDims, 6}, {hugeDims, 6}, 0, INT32_MAX));
}

TEST_CASE("outputSize counts windows") {
  CHECK(outputSize(5, 0, 0, 3, 1, 1) == 3);
  CHECK(outputSize(5, 1, 1, 3, 2, 1) == 3);
  CHECK(outputSize(7, 0, 0, 3, 1, 3) == 1);
  CHECK(outputSize(1, 5, 5, 3, 1, 1) == 9);
  CHECK(outputSize(2, 0, 0, 3, 2, 1) == 0);
  CHECK(outputSize(0, 0, 0, 1, 1, 1) == 0);
  CHECK(outputSize(INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX, 1, INT32_MAX) == 0);
}

TEST_CASE("an extent counts elements and bounds the product without zeros") {
  CHECK((Extent() * 3 * 4).elements() == 12);
  CHECK(Extent().elements() == 1);
  const Extent empty = Extent() * 0 * INT32_MAX;
  CHECK(empty.elements() == 0);
  CHECK_FALSE(empty.tooLarge());
  CHECK((Extent() * 0 * INT32_MAX * INT32_MAX).tooLarge());
  CHECK((Extent() * INT32_MAX * INT32_MAX * INT32_MAX).tooLarge());
  CHECK_FALSE((Extent() * (int64_t{1} << 40)).tooLarge());
}
