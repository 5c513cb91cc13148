// PyTorch and oneDNN, where they are: EVENKEEL_PYTHON and EVENKEEL_ONEDNN say where; empty for none.
import type { Peers } from './contest.js';
import { oneDnnProgram } from './onednn.js';
import { Peer, torchProgram, type PeerProgram } from './peer.js';

type Say = (line: string) => void;

/** @param say  hears why a peer is missing */
export async function startPeers(say: Say): Promise<Peers> {
  const python = process.env['EVENKEEL_PYTHON'] ?? 'python3';
  const torch =
    python === ''
      ? null
      : await start(Promise.resolve(torchProgram(python)), (reason) =>
          say(
            `bench: no PyTorch: ${python}: ${reason}. EVENKEEL_PYTHON names an interpreter that has it.`,
          ),
        );
  const path = process.env['EVENKEEL_ONEDNN'];
  const oneDnn =
    path === ''
      ? null
      : await start(oneDnnProgram(path), (reason) =>
          say(
            `bench: no oneDNN: ${path ?? 'native/bench/onednn'}: ${reason}. The guide says how to have it.`,
          ),
        );
  return { torch, oneDnn };
}

async function start(program: Promise<PeerProgram>, missing: Say): Promise<Peer | null> {
  try {
    const peer = await Peer.start(await program);
    if (peer instanceof Peer) return peer;
    missing(peer);
  } catch (error) {
    missing(String(error).trim().split('\n').at(-1)!);
  }
  return null;
}
