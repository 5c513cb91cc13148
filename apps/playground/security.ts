// What the page may do. A server sends it as headers; the page carries the policy too, for hosts that send none.

/** Nothing from elsewhere, no inline code or style; compiling WebAssembly is allowed, `eval` is not. */
const policy = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const;

const text = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** The policy for `<meta http-equiv>`, where `frame-ancestors` has no meaning. */
export const metaPolicy = text(policy);

/** Headers of every answer, of the worker's script too. The last two isolate the page, which shared memory asks for. */
export const securityHeaders = {
  'Content-Security-Policy': text({ ...policy, 'frame-ancestors': "'none'" }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;
