// Recurrent ops along whole sequences.
import { gru, lstm, rnn } from '@evenkeel/tensor';
import type { RunContext, Runner } from '../run.js';

/** The weights of the case under the ops' names. */
const weightsOf = ({ tensor, optional }: RunContext) => ({
  weightIh: tensor('weightIh'),
  weightHh: tensor('weightHh'),
  biasIh: optional('biasIh'),
  biasHh: optional('biasHh'),
  h0: optional('h0'),
});

export const recurrentRunners = {
  rnn: (context) => {
    const nonlinearity: 'tanh' | 'relu' = context.attrs['nonlinearity'] ?? 'tanh';
    const options = { ...weightsOf(context), nonlinearity };
    return { outputs: { ...rnn(context.tensor('x'), options) } };
  },
  lstm: (context) => {
    const options = { ...weightsOf(context), c0: context.optional('c0') };
    return { outputs: { ...lstm(context.tensor('x'), options) } };
  },
  gru: (context) => ({ outputs: { ...gru(context.tensor('x'), weightsOf(context)) } }),
} satisfies Readonly<Record<string, Runner>>;
