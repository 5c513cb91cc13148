// The checks of frames, each with its whole message.
#include <doctest/doctest.h>

#include "support.h"

using namespace evenkeel;

static const int32_t fill = numberOf(Op::fill);
static const int32_t copy = numberOf(Op::copy);
static const int32_t matmul = numberOf(Op::matmul);
static const int32_t unary = numberOf(Op::unary);
static const int32_t gather = numberOf(Op::gatherStrided);

TEST_CASE("dispatch: a list of frames runs in order") {
  TestContext context;
  const int32_t a = context.floats(4);
  const int32_t b = context.floats(6);
  CHECK(context.runFrame({fill, a, 4, bitsOf(2.5f), fill, b, 6, bitsOf(-1.0f),  //
                          copy, a, b, 3, 4, 1, 6, 2}) == "");
  float values[6];
  REQUIRE(context.read({b, ElementType::float32, 0, 6}, values));
  const float expected[6] = {-1.0f, -1.0f, 2.5f, 2.5f, 2.5f, -1.0f};
  for (int i = 0; i < 6; i++) CHECK(values[i] == expected[i]);
}

TEST_CASE("dispatch: the number of the failed frame is returned and the rest does not run") {
  TestContext context;
  const int32_t a = context.floats(1);
  CHECK(context.runFrame({fill, a, 1, bitsOf(1.0f), fill, a, 9, bitsOf(2.0f), fill, a, 1, bitsOf(3.0f)}) ==
        "fill: y must hold n = 9 floats, got 1.");
  CHECK(context.run(12) == 2);
  float value = 0;
  REQUIRE(context.read({a, ElementType::float32, 0, 1}, &value));
  CHECK(value == 1.0f);
}

TEST_CASE("dispatch: lists that are no frames") {
  TestContext context;
  CHECK(context.runFrame({}) == "");
  CHECK(context.runFrame({opCount}) ==
        "run: a kernel number must be from 0 to " + std::to_string(opCount - 1) + ", got " +
            std::to_string(opCount) + ".");
  CHECK(context.runFrame({-1}).substr(0, 36) == "run: a kernel number must be from 0 ");
  CHECK(context.runFrame({fill, 1}) == "fill: the frame must have 4 words, got 2.");
  CHECK(context.run(-1) == 1);
  CHECK(context.run(int64_t{1} << 40) == 1);
  CHECK(std::string(context.error()) == "run: words must be from 0 to 65536, got 1099511627776.");
}

TEST_CASE("dispatch: handles") {
  TestContext context;
  const int32_t a = context.floats(4);
  CHECK(context.runFrame({fill, 0, 4, 0}) == "fill: y must be a live buffer, got none.");
  REQUIRE(context.release(a));
  CHECK(context.runFrame({fill, a, 4, 0}) ==
        "fill: y must be a live buffer, got handle " + std::to_string(a) +
            ". It was freed or comes from another back end.");
  const int32_t bytes = context.allocate(static_cast<int64_t>(ElementType::uint8), 16);
  CHECK(context.runFrame({fill, bytes, 4, 0}) == "fill: y must hold floats, got bytes.");
}

TEST_CASE("dispatch: scalars") {
  TestContext context;
  const int32_t a = context.floats(4);
  const int32_t b = context.floats(4);
  CHECK(context.runFrame({fill, a, -1, 0}) == "fill: n must be a 32-bit integer of at least 0, got -1.");
  CHECK(context.runFrame({matmul, a, a, 0, b, 1, 1, 1, 2, 2, 2, 2, 0, 0}) ==
        "matmul: transposeA must be 0 or 1, got 2.");
  CHECK(context.runFrame({matmul, a, a, 0, b, 1, 1, 1, 2, 2, 2, 0, 0, 4}) ==
        "matmul: activation must be from 0 to 3 (none, relu, sigmoid, tanh), got 4.");
  CHECK(context.runFrame({gather, a, b, 4, 4, 0, 1, 1, -1, 1, 1, 4, 0, 0, 0, 0, 0, 1}) ==
        "gatherStrided: dims must be 6 integers, each a 32-bit integer of at least 0, got "
        "[1, 1, -1, 1, 1, 4].");
}

TEST_CASE("dispatch: rules") {
  TestContext context;
  const int32_t a = context.floats(12);
  const int32_t b = context.floats(12);
  CHECK(context.runFrame({matmul, a, a, 0, b, 3, 2, 1, 2, 2, 2, 0, 0, 0}) ==
        "matmul: aBatch == batch || aBatch == 1 must hold, got aBatch = 2, batch = 3.");
  CHECK(context.runFrame({gather, a, b, 4, 12, 9, 1, 1, 1, 1, 1, 4, 0, 0, 0, 0, 0, 1}) ==
        "gatherStrided: viewInside(dims, strides, offset, xLength) must hold, got "
        "dims = [1, 1, 1, 1, 1, 4], strides = [0, 0, 0, 0, 0, 1], offset = 9, xLength = 12.");
}

TEST_CASE("dispatch: sizes beyond all memory") {
  TestContext context;
  const int32_t a = context.floats(4);
  CHECK(context.runFrame({matmul, a, a, 0, a, 1, 1, 1, 0, INT32_MAX, INT32_MAX, 0, 0, 0}) ==
        "matmul: b must hold at most 2^40 floats, got bBatch*k*n, which is more.");
}

TEST_CASE("dispatch: buffers that are written must be alone") {
  TestContext context;
  const int32_t a = context.floats(4);
  const int32_t b = context.floats(4);
  CHECK(context.runFrame({matmul, a, b, 0, a, 1, 1, 1, 2, 2, 2, 0, 0, 0}) ==
        "matmul: c must be a buffer of its own, got the one of a.");
  CHECK(context.runFrame({fill, a, 4, bitsOf(3.0f), unary, a, a, 4, 0, 0, 0}) == "");
  float value = 0;
  REQUIRE(context.read({a, ElementType::float32, 3, 1}, &value));
  CHECK(value == -3.0f);
}

TEST_CASE("context: reading and writing stay inside a buffer of the right type") {
  TestContext context;
  const int32_t a = context.floats(4);
  float values[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  CHECK(context.write({a, ElementType::float32, 0, 4}, values));
  CHECK(context.read({a, ElementType::float32, 4, 0}, nullptr));
  CHECK_FALSE(context.write({a, ElementType::float32, 1, 4}, values));
  CHECK(std::string(context.error()) ==
        "write: the range must lie inside the buffer of 4 floats, got 4 from 1.");
  CHECK_FALSE(context.read({a, ElementType::float32, -1, 1}, values));
  CHECK_FALSE(context.read({a, ElementType::float32, INT64_MAX, 2}, values));
  CHECK_FALSE(context.read({a, ElementType::int32, 0, 1}, values));
  CHECK(std::string(context.error()) == "read: the buffer must hold integers, got floats.");
  CHECK_FALSE(context.read({7, ElementType::int32, 0, 1}, values));
  CHECK(std::string(context.error()) ==
        "read: handle must be a live buffer, got 7. It was freed or comes from another back end.");
}

TEST_CASE("context: memory that is not there is an error") {
  TestContext context;
  context.floats(10);
  CHECK(context.floats(int64_t{1} << 43) == 0);
  CHECK(std::string(context.error()) ==
        "alloc: memory must be available, got none for 8796093022208 floats beside 40 bytes in 1 buffers. "
        "Use a smaller batch or free buffers.");
  CHECK(context.allocate(3, 1) == 0);
  CHECK(std::string(context.error()) == "alloc: dtype must be from 0 to 2, got 3.");
  CHECK(context.allocate(0, -5) == 0);
  CHECK(std::string(context.error()) == "alloc: length must be an integer of at least 0, got -5.");
}

TEST_CASE("context: threads") {
  TestContext context;
  CHECK(context.setThreads(3));
  CHECK(context.threads() == 3);
  CHECK_FALSE(context.setThreads(0));
  CHECK(std::string(context.error()) == "setThreads: n must be from 1 to 1024, got 0.");
}

TEST_CASE("instruction sets: forced, unknown and best") {
  Message message;
  int32_t count = 0;
  const InstructionSet* sets = instructionSets(count);
  REQUIRE(count > 0);
  CHECK(sets[0].supported);
  CHECK(chooseInstructionSet(sets[0].name, message) == &sets[0]);
  CHECK(chooseInstructionSet("", message) != nullptr);
  CHECK(chooseInstructionSet("avx9", message) == nullptr);
  const std::string text = message.c_str();
  CHECK(text.find("native: the instruction set must be one of ") == 0);
  CHECK(text.find(" on this machine, got avx9.") != std::string::npos);
}

TEST_CASE("messages: numbers and cut-off") {
  Message message;
  message.clear().number(INT64_MIN).text(" ").number(0).text(" ").number(INT64_MAX);
  CHECK(std::string(message.c_str()) == "-9223372036854775808 0 9223372036854775807");
  for (int i = 0; i < 1000; i++) message.text("1234567890");
  CHECK(std::string(message.c_str()).size() == 1023);
}
