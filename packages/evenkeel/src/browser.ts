// What only browsers can do: training in a worker of the page.
export * from '@evenkeel/train/browser';
