import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';

const places = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium of this machine; `undefined` where there is none (name one in CHROMIUM_PATH). */
export const browserPath = places.find((path) => path !== '' && existsSync(path));

/** The built page. */
export const pageFolder = fileURLToPath(new URL('../../../dist/apps/web', import.meta.url));

/** Starts the browser. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(browserPath !== undefined && { executablePath: browserPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** Fails where axe finds something serious in what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>('axe.run().then((report) => report.violations)');
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Drops a file onto the page as a person would. */
export async function dropFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: 'video/mp4' }));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.querySelector('main').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  })()`);
}

/** Where the film stands, in seconds, once it shows a picture. */
export async function standsAt(page: Page): Promise<number> {
  const shows = `(() => {
    const film = document.querySelector('.player video');
    return film !== null && film.readyState >= 2 && !film.seeking;
  })()`;
  await expect.poll(() => page.evaluate<boolean>(shows), { timeout: 30_000 }).toBe(true);
  return page.evaluate<number>(`document.querySelector('.player video').currentTime`);
}
