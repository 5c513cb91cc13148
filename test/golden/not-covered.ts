// Ops of the golden vectors that have no runner yet. Each shows as skipped; an op that gets a runner leaves the list.

export const notCovered: readonly string[] = [
  // activations
  'prelu',
  'maxout',
  // conv
  'convTranspose2d',
  // init
  'calculateGain',
  'initDistribution',
  'truncatedNormal',
  'orthogonal',
  'sparseInit',
  'dirac',
  // losses
  'binaryCrossEntropyWithLogits',
  'mse',
  'l1',
  'huber',
  'smoothL1',
  'nll',
  'klDiv',
  'hinge',
  'binaryCrossEntropy',
  'multiMargin',
  // nets
  'netGrad',
  'netTrain',
  // normalization
  'layerNorm',
  'rmsNorm',
  'groupNorm',
  'instanceNorm',
  'localResponseNorm',
  'weightNorm',
  'batchRenorm',
  // pooling
  'adaptiveAvgPool2d',
  // recurrent
  'rnn',
  'lstm',
  'gru',
  // tensor
  'cumSum',
  'pad',
  'flip',
  'tile',
  'split',
  'stack',
  'gather',
  'takeAlongAxis',
  'embedding',
  'where',
];
