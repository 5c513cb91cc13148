#include "kernels/conv/blocks.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** A block with fewer positions leaves many tiles partly empty. */
constexpr int64_t enoughPositions = 1024;

/** With fewer than this it is worth more cache than a block should take. */
constexpr int64_t fewPositions = 200;

/** Staged floats that stay in the second cache. */
constexpr int64_t stageFloats = 1 << 18;

int64_t chooseImages(const Correlation& c, const Staging& staging, int64_t threads) {
  const int64_t positions = c.targetHeight() * c.targetWidth();
  const int64_t floats = staging.height * staging.rowStep();
  int64_t images = 1;
  const auto mayDouble = [&] { return images < 16 && 2 * images * threads <= c.shape.images; };
  while (mayDouble() && images * positions < enoughPositions && 2 * images * floats < stageFloats) {
    images *= 2;
  }
  while (mayDouble() && images * positions < fewPositions) images *= 2;
  return images;
}

/** True if equal shares of the blocks leave a thread idle for more than a tenth of the time. */
bool unbalanced(int64_t blocks, int64_t threads) {
  return 10 * ceilDivide(blocks, threads) * threads > 11 * blocks;
}

}  // namespace

Blocks chooseBlocks(const Correlation& c, const Staging& staging, int64_t threads) {
  Blocks blocks{1, 1, 1, 1};
  blocks.imagesPerBlock = chooseImages(c, staging, threads);
  blocks.imageBlocks = ceilDivide(c.shape.images, blocks.imagesPerBlock);
  const int64_t floats = blocks.imagesPerBlock * staging.height * staging.rowStep();
  const auto mayHalve = [&] { return c.targetHeight() >= 8 * blocks.rowBlocks; };
  while (mayHalve() && floats > stageFloats * blocks.rowBlocks) blocks.rowBlocks *= 2;
  while (mayHalve() && unbalanced(blocks.count(), threads)) blocks.rowBlocks *= 2;
  const int64_t panels = c.shape.groups * c.panels();
  while (unbalanced(blocks.count(), threads) && 2 * blocks.panelBlocks <= panels) {
    blocks.panelBlocks *= 2;
  }
  return blocks;
}

Item itemAt(const Correlation& c, const Blocks& b, int64_t index) {
  const int64_t panels = c.shape.groups * c.panels();
  const int64_t panelBlock = index % b.panelBlocks;
  const int64_t rowBlock = index / b.panelBlocks % b.rowBlocks;
  Item item{};
  item.image = index / b.panelBlocks / b.rowBlocks * b.imagesPerBlock;
  item.images = smaller(b.imagesPerBlock, c.shape.images - item.image);
  item.rowBegin = partBegin(c.targetHeight(), b.rowBlocks, rowBlock);
  item.rowEnd = partBegin(c.targetHeight(), b.rowBlocks, rowBlock + 1);
  item.panelBegin = partBegin(panels, b.panelBlocks, panelBlock);
  item.panelEnd = partBegin(panels, b.panelBlocks, panelBlock + 1);
  return item;
}

StageBlock stageBlockOf(const Windows& windows, const Staging& staging, const Item& item) {
  StageBlock block{item.image, item.images, staging.height, 0};
  for (int64_t i = 0; i < windows.rowCount; i++) {
    const Window& w = windows.rows[i];
    const int64_t begin = w.positionAt(item.rowBegin);
    const int64_t end = w.positionAt(item.rowEnd);
    if (begin == end || w.taps == 0) continue;
    block.rowBegin = smaller(block.rowBegin, larger(0, w.sourceOf(begin, 0)));
    block.rowEnd = larger(block.rowEnd, w.sourceOf(end - 1, w.taps - 1) + 1);
  }
  block.rowEnd = smaller(block.rowEnd, staging.height);
  block.rowBegin = smaller(block.rowBegin, block.rowEnd);
  return block;
}

int64_t mostSourceRows(const Correlation& c, const Windows& windows, const Staging& staging,
                       const Blocks& blocks) {
  int64_t rows = 0;
  for (int64_t i = 0; i < blocks.rowBlocks; i++) {
    const Item item = itemAt(c, blocks, i * blocks.panelBlocks);
    const StageBlock block = stageBlockOf(windows, staging, item);
    rows = larger(rows, block.rowEnd - block.rowBegin);
  }
  return rows;
}

}  // namespace evenkeel::EVENKEEL_ISA
