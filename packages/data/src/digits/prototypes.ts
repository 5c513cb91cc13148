// How people write digits: a few skeletons per class, as pen strokes in a box of 100 x 100 (y down).
// Only shapes live here; what makes each drawn digit different is in warp.ts and ink.ts.

/** One way to write a digit: its strokes, each in the path language of path.ts. */
export type Skeleton = readonly string[];

/** Skeletons of the digits 0 to 9. */
export const skeletons: readonly (readonly Skeleton[])[] = [
  [
    // Closed oval, an oval that overshoots, a slanted one, a narrow one left open.
    ['M52 4 C18 2 12 44 18 70 C24 102 70 104 82 68 C92 34 82 6 52 4'],
    ['M64 10 C40 -2 16 26 16 56 C16 88 40 100 58 94 C86 84 90 34 70 14 C62 6 50 6 40 16'],
    ['M70 6 C44 4 18 40 20 72 C22 98 48 100 64 78 C82 54 90 12 70 6'],
    ['M44 8 C22 22 24 84 48 94 C74 102 80 40 66 18 C62 10 56 6 50 8'],
  ],
  [
    // A bar, a slanted bar, with a flag, with flag and foot, bent.
    ['M50 2 L50 98'],
    ['M66 2 L36 98'],
    ['M28 26 Q46 18 54 3 L52 98'],
    ['M30 24 L54 4 L52 94', 'M28 96 L78 95'],
    ['M58 3 C52 34 48 64 46 98'],
  ],
  [
    // Round with a flat foot, with a loop at the foot, like a z, with a wavy foot.
    ['M18 26 C22 0 80 -4 78 30 C76 54 40 70 16 95 L86 94'],
    ['M22 22 C34 -4 82 2 74 36 C68 62 40 84 26 92 C8 100 14 72 34 80 C54 90 70 98 90 86'],
    ['M18 12 C40 4 60 4 78 12 L20 92 L84 90'],
    ['M24 30 C20 4 74 -6 76 24 C78 50 48 66 20 88 C40 80 60 104 84 88'],
  ],
  [
    // Two bows, a flat top, a small loop in the middle, two bows that meet far left.
    ['M20 14 C36 -4 80 0 74 28 C70 44 52 48 42 48 C60 46 86 54 82 76 C76 104 32 102 16 84'],
    ['M20 6 L76 6 L44 42 C74 40 92 62 80 82 C68 102 34 100 16 86'],
    [
      'M24 12 C50 -8 84 16 66 38 C58 48 44 52 40 46 C40 40 52 42 60 48 C90 60 82 96 50 96 C34 96 22 90 18 82',
    ],
    ['M26 8 C60 -4 88 22 64 40 Q48 50 30 50 Q52 46 68 56 C94 76 60 104 24 94'],
  ],
  [
    // Open in two strokes, closed in one, open with a round left, closed with a short bar.
    ['M34 4 C28 28 22 42 16 58 L86 56', 'M68 22 C66 50 64 74 62 98'],
    ['M66 98 L66 4 L12 66 L90 66'],
    ['M24 8 C16 40 20 58 44 56 Q64 54 76 44', 'M78 4 C74 40 68 70 64 98'],
    ['M62 4 L18 58 L82 54', 'M58 34 L54 98'],
  ],
  [
    // A hat as a second stroke, one stroke, close to an s, an angular one.
    ['M32 6 C28 22 26 34 24 46 C50 30 86 44 82 70 C78 102 34 104 16 86', 'M32 6 L82 4'],
    ['M80 6 L32 8 L26 46 C54 34 84 48 80 74 C74 102 36 100 18 88'],
    ['M82 8 C60 2 34 4 30 24 C26 44 66 44 76 62 C86 90 50 104 20 90'],
    ['M36 4 L28 46 L62 44 C86 52 84 90 52 96 Q34 98 22 92', 'M36 5 L78 8'],
  ],
  [
    // A sweep with a loop, a straight stem, a big loop, a curl that starts right.
    ['M68 4 C36 16 16 50 20 76 C26 104 78 102 78 74 C78 48 36 46 24 72'],
    ['M44 2 C34 30 22 52 22 74 C24 102 72 102 74 76 C74 54 40 50 26 70'],
    ['M60 4 C20 22 4 90 44 96 C84 100 90 54 62 48 C44 44 28 56 22 70'],
    ['M78 12 C50 -6 16 40 20 72 C26 106 82 98 78 70 C74 46 34 50 22 76'],
  ],
  [
    // Plain, with a bar, with a serif, with a bow.
    ['M16 8 L82 8 L42 98'],
    ['M16 10 L84 8 C70 36 54 60 46 98', 'M32 52 L76 50'],
    ['M20 26 L22 8 L80 8 C62 40 52 66 48 98'],
    ['M14 14 Q50 2 82 10 C80 38 40 56 34 98'],
  ],
  [
    // A figure of eight from the top, from the right, two circles, one left open.
    ['M52 48 C10 34 22 2 52 3 C84 4 88 32 50 48 C6 66 14 98 50 97 C88 96 92 62 52 48'],
    ['M76 16 C60 -6 18 2 24 28 C30 48 78 54 76 78 C74 104 22 102 24 76 C26 52 74 46 76 16'],
    ['M50 4 C18 6 20 44 50 46 C82 44 80 4 50 4', 'M50 46 C10 50 12 96 50 97 C90 96 88 50 50 46'],
    ['M70 8 C40 -6 14 20 40 40 C60 54 84 66 74 86 C62 104 20 100 28 72 C36 50 66 44 78 18'],
  ],
  [
    // A loop on a straight stem, with a bowed tail, a stem of its own, a hook.
    ['M76 26 C66 -4 18 0 20 30 C24 58 72 54 76 24 L70 98'],
    ['M74 24 C58 -6 14 8 22 36 C30 60 74 48 76 20 C80 54 72 96 30 96'],
    ['M72 12 C44 -8 12 18 24 40 C36 58 66 46 74 16', 'M76 8 C74 40 66 72 60 98'],
    ['M70 30 C74 0 26 -2 22 28 C22 56 64 52 72 24 C78 60 70 100 48 96 Q36 94 28 84'],
  ],
];
