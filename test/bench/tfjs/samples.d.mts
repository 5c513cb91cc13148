import type { PeerCase, PeerSettings } from '../peer.js';
import type { Samples } from '../samples.js';

export function takeSamples(
  tf: unknown,
  request: Pick<PeerCase, 'op' | 'sizes'> & PeerSettings,
): Promise<Samples>;
