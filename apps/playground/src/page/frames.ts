// At most one update a frame, and the last one always; one a second for those who want less motion.

const slow = 1000;

/** A function that calls `show` with the newest value when the display is due. */
export function frames<T>(show: (value: T) => void): (value: T) => void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let newest: { value: T } | null = null;
  let last = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    const due = newest;
    newest = null;
    last = performance.now();
    if (due !== null) show(due.value);
  };
  return (value) => {
    const waiting = newest !== null;
    newest = { value };
    if (waiting) return;
    const wait = calm.matches ? last + slow - performance.now() : 0;
    if (wait > 0) setTimeout(flush, wait);
    // A page in the background gets no frames; the newest value waits there.
    else requestAnimationFrame(flush);
  };
}
