// `pnpm picture`: plays the first steps in the playground and writes the picture of the README.
import { fileURLToPath } from 'node:url';
import { startChromium } from './chromium.js';
import { servePlayground } from './playground-server.js';
import { openPlayground } from './playground.js';

const picture = fileURLToPath(new URL('../../docs/images/playground.png', import.meta.url));
const steps = 1000;

const [browser, server] = await Promise.all([startChromium(), servePlayground()]);
try {
  const { page, button, paused } = await openPlayground({
    browser,
    address: server.address,
    query: `steps=${steps}`,
    context: {
      viewport: { width: 1280, height: 1200 },
      colorScheme: 'light',
    },
  });
  await button('Play');
  await paused(steps);
  const { bottom } = await page.evaluate<{ bottom: number }>(
    `document.querySelector('.figures').getBoundingClientRect().toJSON()`,
  );
  const clip = { x: 0, y: 0, width: 1280, height: Math.ceil(bottom) + 24 };
  await page.screenshot({ path: picture, clip });
} finally {
  await browser.close();
  await server.close();
}
