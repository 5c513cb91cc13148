import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForInterrupt } from './interrupt.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('asks at the first signal and ends the program at the second', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const told = vi.fn<() => void>();
  const interrupt = listenForInterrupt(told);
  expect(interrupt.signal.aborted).toBe(false);

  process.emit('SIGINT');
  expect(interrupt.signal.aborted).toBe(true);
  expect(told).toHaveBeenCalledTimes(1);
  // The same keystroke, passed on by a package manager.
  vi.advanceTimersByTime(100);
  process.emit('SIGINT');
  expect(exit).not.toHaveBeenCalled();

  vi.advanceTimersByTime(400);
  process.emit('SIGTERM');
  expect(exit).toHaveBeenCalledExactlyOnceWith(130);
  expect(told).toHaveBeenCalledTimes(1);
  interrupt.release();
  expect(process.listenerCount('SIGTERM')).toBe(0);
});

it('says the last words of what it ends, once, and none of what has ended', async () => {
  vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const interrupt = listenForInterrupt(() => undefined);
  const words = vi.fn<() => void>();
  expect(await interrupt.withLastWords(words, async () => 7)).toBe(7);
  await expect(
    interrupt.withLastWords(words, async () => {
      throw new Error('no report');
    }),
  ).rejects.toThrow('no report');
  process.emit('SIGINT');
  vi.advanceTimersByTime(400);
  process.emit('SIGINT');
  expect(words).not.toHaveBeenCalled();
  await interrupt.withLastWords(words, async () => {
    process.emit('SIGINT');
    expect(words).toHaveBeenCalledTimes(1);
  });
  interrupt.release();
});
