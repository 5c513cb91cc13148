#include "kernels/conv/sweep.h"

#include "kernels/conv/row_pair.h"
#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

constexpr PixelKernels<2, convBlocking.pixels> wideKernels;
constexpr PixelKernels<1, convBlocking.narrowPixels> narrowKernels;

TapRuns runsOf(const Sweep& s, const Region& region) {
  const int64_t columns = region.columns.high - region.columns.low;
  TapRuns taps{};
  taps.rows = columns == 0 ? 0 : region.rows.high - region.rows.low;
  taps.columns = s.merged ? 1 : columns;
  taps.run = s.merged ? columns * s.groupIn : s.groupIn;
  taps.rowStep = s.rowWindow->dilation * s.source.rowStep;
  taps.columnStep = s.columnWindow->dilation * s.source.pixelStep;
  taps.columnWeights = s.groupIn * s.panelWidth;
  taps.rowWeights = s.columnWindow->taps * taps.columnWeights;
  return taps;
}

const float* sourceAt(const Sweep& s, const Region& region, int64_t image, int64_t row,
                      int64_t column) {
  return s.source.at(image, s.rowWindow->sourceOf(row, region.rows.low),
                     s.columnWindow->sourceOf(column, region.columns.low));
}

float* targetAt(const Sweep& s, int64_t image, int64_t row, int64_t column) {
  const int64_t i = row * s.rowWindow->outStep + s.rowWindow->outFirst;
  const int64_t j = column * s.columnWindow->outStep + s.columnWindow->outFirst;
  return s.target.data + image * s.target.imageStep + i * s.target.rowStep +
         j * s.target.pixelStep;
}

/** Calls `body` with each row of a region. */
template <class Body>
void forRows(const Sweep& s, const Region& region, const Body& body) {
  PixelRow row{};
  row.fromStep = s.columnWindow->stride * s.source.pixelStep;
  row.toStep = s.columnWindow->outStep * s.target.pixelStep;
  row.width = region.columns.end - region.columns.begin;
  row.ahead = s.ahead;
  for (int64_t n = 0; n < region.images; n++) {
    for (int64_t i = region.rows.begin; i < region.rows.end; i++) {
      row.from = sourceAt(s, region, n, i, region.columns.begin);
      row.to = targetAt(s, n, i, region.columns.begin);
      body(row);
    }
  }
}

void sweepRows(const Sweep& s, const Region& region, const TapRuns& taps,
               const ChannelPanel& panel, const RowTiles& cut) {
  const int64_t smallerTiles = cut.tiles * cut.pixels;
  const int64_t largerTiles = cut.largerTiles * (cut.pixels + 1);
  forRows(s, region, [&](PixelRow row) {
    row.width = smallerTiles;
    cut.byPixels[cut.pixels](row, taps, panel);
    if (largerTiles == 0) return;
    row.from += smallerTiles * row.fromStep;
    row.to += smallerTiles * row.toStep;
    row.width = largerTiles;
    cut.byPixels[cut.pixels + 1](row, taps, panel);
  });
}

/** Walks through the pixels of a region row by row, image by image. */
struct Walk {
  const Sweep& sweep;
  const Region& region;
  int64_t image;
  int64_t row;
  int64_t column;

  void list(int64_t pixels, PixelList& pixelList) {
    const int64_t fromStep = sweep.columnWindow->stride * sweep.source.pixelStep;
    const int64_t toStep = sweep.columnWindow->outStep * sweep.target.pixelStep;
    int64_t i = 0;
    while (i < pixels) {
      const float* from = sourceAt(sweep, region, image, row, column);
      float* to = targetAt(sweep, image, row, column);
      const int64_t end = smaller(pixels, i + region.columns.end - column);
      column += end - i;
      for (; i < end; i++) {
        pixelList.from[i] = from;
        pixelList.to[i] = to;
        from += fromStep;
        to += toStep;
      }
      if (column == region.columns.end) nextRow();
    }
  }

  void nextRow() {
    column = region.columns.begin;
    if (++row < region.rows.end) return;
    row = region.rows.begin;
    image++;
  }
};

void sweepPixels(const Sweep& s, const Region& region, const TapRuns& taps,
                 const ChannelPanel& panel) {
  const bool wide = s.panelWidth > VW;
  const int64_t most = wide ? convBlocking.pixels : convBlocking.narrowPixels;
  const int64_t pixels = region.images * (region.rows.end - region.rows.begin) *
                         (region.columns.end - region.columns.begin);
  const int64_t tiles = ceilDivide(pixels, most);
  Walk walk{s, region, 0, region.rows.begin, region.columns.begin};
  PixelList list;
  for (int64_t t = 0; t < tiles; t++) {
    const int64_t count = partBegin(pixels, tiles, t + 1) - partBegin(pixels, tiles, t);
    walk.list(count, list);
    s.ahead->fetch();
    (wide ? wideKernels.byPixels : narrowKernels.byPixels)[count](list, taps, panel);
  }
}

/** Sweeps two panels at once, or one after the other where rows are too short for that. */
void sweepPair(const Sweep& s, const Region& region, const TapRuns& taps, const ChannelPanel& panel) {
  if (region.columns.end - region.columns.begin >= pairRows && taps.columns == 1) {
    return forRows(s, region, [&](const PixelRow& row) { convolvePair(row, taps, panel); });
  }
  Sweep single = s;
  single.paired = false;
  sweepRegion(single, region);
  single.panel.weights += s.panel.pairStep;
  if (single.panel.bias != nullptr) single.panel.bias += channelPanel;
  single.target.data += channelPanel;
  sweepRegion(single, region);
}

}  // namespace

void sweepRegion(const Sweep& s, const Region& region) {
  const TapRuns taps = runsOf(s, region);
  ChannelPanel panel = s.panel;
  panel.weights +=
      region.rows.low * taps.rowWeights + region.columns.low * taps.columnWeights;
  if constexpr (pairsPanels) {
    if (s.paired) return sweepPair(s, region, taps, panel);
  }
  const int64_t width = region.columns.end - region.columns.begin;
  const RowTiles cut = cutRow(width, taps.run, s.panelWidth > VW);
  if (cut.valid()) sweepRows(s, region, taps, panel, cut);
  else sweepPixels(s, region, taps, panel);
}

}  // namespace evenkeel::EVENKEEL_ISA
