import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from './address.js';
import { initialSettings } from './settings.js';

describe('the address', () => {
  it('says nothing: the settings of `evenkeel compare`', () => {
    const { settings, data, complaints } = parseAddress('');
    expect({ ...settings, data, complaints }).toEqual({
      lr: 3,
      batch: 60,
      activation: 'sigmoid',
      init: 'normal-0.03',
      seed: 1,
      steps: 2000,
      layer: 1,
      unit: 0,
      data: 'digits',
      complaints: [],
    });
  });

  it('comes back as it was written', () => {
    const settings = {
      ...initialSettings,
      lr: 0.0015,
      init: 'normal-0.125',
      activation: 'leakyRelu',
      layer: 3,
      unit: 99,
      seed: 2 ** 53 - 1,
    } as const;
    const query = formatAddress({ settings, data: '0123456789ab' });
    expect(query).toBe(
      '?data=0123456789ab&lr=0.0015&batch=60&activation=leakyRelu&init=normal-0.125' +
        '&seed=9007199254740991&steps=2000&layer=3&unit=99',
    );
    expect(parseAddress(query)).toEqual({ settings, data: '0123456789ab', complaints: [] });
  });

  it('is answered in sentences where it breaks a rule, and the rest of it holds', () => {
    const { settings, data, complaints } = parseAddress(
      '?lr=fast&batch=1&activation=step&init=normal--1&seed=1.5&steps=0&layer=4&unit=100&data=mine',
    );
    expect({ ...settings, data }).toEqual({ ...initialSettings, data: 'digits' });
    expect(complaints).toEqual([
      "lr must be a number above 0 and at most 1000, got 'fast'. 3 is used.",
      "batch must be a whole number from 2 to 1000, because batch norm takes statistics over the batch, got '1'. 60 is used.",
      "activation must be sigmoid, tanh, relu, leakyRelu or elu, got 'step'. sigmoid is used.",
      "init must be xavier, he or normal-DEVIATION with a deviation above 0 and at most 10, got 'normal--1'. normal-0.03 is used.",
      "seed must be a whole number from 0 to 9007199254740991, got '1.5'. 1 is used.",
      "steps must be a whole number from 1 to 1000000, got '0'. 2000 is used.",
      "layer must be 1, 2 or 3, got '4'. 1 is used.",
      "unit must be a whole number from 0 to 99, got '100'. 0 is used.",
      "data must be digits or the 12 hexadecimal digits of a data set, got 'mine'. digits is used.",
    ]);
  });

  it.each(['0', '-1', '1e9', 'Infinity', 'NaN', '', ' 1', '0x10'])('takes no lr=%j', (lr) => {
    const { settings, complaints } = parseAddress(`?${new URLSearchParams({ lr }).toString()}`);
    expect([settings.lr, complaints.length]).toEqual([3, 1]);
  });
});
