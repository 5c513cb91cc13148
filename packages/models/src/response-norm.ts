// Local response normalization with the constants of AlexNet, which GoogLeNet took over.
import { localResponseNorm, type LocalResponseNorm } from '@evenkeel/layers';

/** Five channels, k = 2, beta = 0.75, and an alpha of 1e-4 that, unlike the layer's, is not divided by the five. */
export const responseNorm = (): LocalResponseNorm => localResponseNorm({ alpha: 5e-4 });
