// Work that would keep the main thread busy if it were done at once: each piece gets a frame of its own.

type Piece = () => void;

const waiting: Piece[] = [];

/** Does a piece of work in one of the next frames, the pieces in their order; gives how to call it off. */
export function oneAFrame(piece: Piece): () => void {
  waiting.push(piece);
  if (waiting.length === 1) requestAnimationFrame(next);
  return () => {
    const at = waiting.indexOf(piece);
    // Its place stays: the frame for it may be on its way.
    if (at >= 0) waiting[at] = () => undefined;
  };
}

function next(): void {
  try {
    waiting[0]?.();
  } finally {
    waiting.shift();
    if (waiting.length > 0) requestAnimationFrame(next);
  }
}
