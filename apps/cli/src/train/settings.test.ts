import { describe, expect, it } from 'vitest';
import { checkSameJob, jobMetadata, type JobSettings } from './settings.js';

const settings: JobSettings = {
  spec: {
    model: 'mlp',
    batchNorm: true,
    activation: 'sigmoid',
    init: 'normal',
    seed: 1,
    shape: [28, 28, 1],
    classes: 10,
  },
  data: 'digits',
  optimizer: 'momentum',
  lr: 0.05,
  batch: 64,
  schedule: 'cosine',
  augment: null,
  epochs: 2,
  steps: null,
};
const saved = jobMetadata(settings);
const check =
  (changed: JobSettings, metadata = saved) =>
  () =>
    checkSameJob(metadata, changed, 'c.safetensors');

describe('checkSameJob', () => {
  it('takes the settings that were saved', () => {
    expect(check(settings)).not.toThrow();
  });

  it.each<[JobSettings, string]>([
    [{ ...settings, lr: 0.1 }, '--lr must be 0.05, as in c.safetensors, got 0.1.'],
    [{ ...settings, data: 'mnist' }, '--data must be "digits", as in c.safetensors, got "mnist".'],
    [
      { ...settings, epochs: null, steps: 500 },
      '--epochs must be 2, as in c.safetensors, got absent.',
    ],
    [
      { ...settings, augment: ['shift', 'flip'] },
      '--augment must be absent, as in c.safetensors, got ["shift","flip"].',
    ],
    [
      { ...settings, spec: { ...settings.spec, batchNorm: false } },
      'batch norm must be on, as in c.safetensors, got off.',
    ],
  ])('refuses another job', (changed, complaint) => {
    expect(check(changed)).toThrow(
      `--resume: ${complaint} Give the options of the run that was stopped.`,
    );
  });

  it('takes what was saved before there was augmentation', () => {
    const { augment: _, ...before } = settings;
    expect(check(settings, jobMetadata(before as JobSettings))).not.toThrow();
  });

  it.each([{}, { 'evenkeel.train': 'x' }, { 'evenkeel.train': 'null' }])(
    'refuses a file of another origin: %o',
    (metadata) => {
      expect(check(settings, metadata)).toThrow(
        /^--resume: c\.safetensors must say in its metadata "evenkeel\.train" how its run was started, got ".*"\. It was not saved by evenkeel train\.$/,
      );
    },
  );
});
