// How the page is built and served. The policy belongs to the built page: vite's development server needs inline code.
import { defineConfig, type Plugin } from 'vite';
import { metaPolicy, securityHeaders } from './security.js';

function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  // Relative addresses, so that the page works in any folder of a host.
  base: './',
  // Tests set it to build from the sources of the packages.
  resolve:
    process.env['EVENKEEL_SOURCES'] === '1'
      ? { conditions: ['evenkeel-source', 'module', 'browser', 'development|production'] }
      : {},
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [contentSecurityPolicy()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // A data: address would need a hole in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  preview: { headers: securityHeaders },
});
