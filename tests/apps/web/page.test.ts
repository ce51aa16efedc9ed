import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAskreelClient } from '../../../src/apps/server/client.js';
import { serveLibrary, type LibraryServer } from '../../../src/apps/server/serve-library.js';
import { openLibrary, type VideoLibrary } from '../../../src/index.js';
import { sampleFile, sampleTitle, settingsFor } from '../server/served-library.js';
import { browserPath, dropFile, expectAccessible, openBrowser, pageFolder, standsAt } from './open-browser.js';

const runnable = browserPath !== undefined && existsSync(join(pageFolder, 'index.html'));
const without = 'no Chromium (CHROMIUM_PATH) or no built page (npm run build:web)';

describe.skipIf(!runnable)(
  `the page in a browser${runnable ? '' : `: skipped, ${without}`}`,
  { timeout: 240_000 },
  () => {
    let folder: string;
    let library: VideoLibrary;
    let server: LibraryServer;
    let browser: Browser;
    beforeAll(async () => {
      folder = await realpath(await mkdtemp(join(tmpdir(), 'askreel-page-')));
      library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
      server = await serveLibrary(library, {
        ...settingsFor(folder, { pageFolder }),
        ...{ host: '127.0.0.1', port: 0, log: () => undefined },
      });
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await server.close();
      await library.close();
      await rm(folder, { recursive: true });
    });

    /** A page of a reader of their own; what it asks of others, and what goes wrong in it, is written down. */
    async function openPage(options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', ({ message }) => troubles.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !/^(blob|data):/.test(request.url())) troubles.push(request.url());
      });
      await page.goto(server.url);
      return { page, troubles };
    }

    const shotOf = async (words: string): Promise<{ start: number; end: number; caption: string }> => {
      const truth = JSON.parse(await readFile(sampleFile.replace(/mp4$/, 'json'), 'utf8')) as {
        shots: { start: number; end: number; caption: string }[];
      };
      const shot = truth.shots.find(({ caption }) => caption.includes(words));
      if (!shot) throw new Error(`the sample shows no ${words}`);
      return shot;
    };

    it('takes a video that is dropped, shows how far it is, answers, and jumps to the cited second', async () => {
      const { page, troubles } = await openPage();
      await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
      await expectAccessible(page);
      await dropFile(page, 'notes.mp4', Buffer.from('these are words, not a film'));
      await page.getByRole('alert').getByText('notes.mp4').waitFor();
      await dropFile(page, `${sampleTitle}.mp4`, await readFile(sampleFile));
      await page.getByRole('progressbar', { name: sampleTitle }).waitFor();
      await page.getByRole('link', { name: sampleTitle }).waitFor();
      await expect.poll(() => page.evaluate(`document.querySelector('.wall img').naturalWidth`)).toBeGreaterThan(0);
      await expectAccessible(page);

      const ask = page.getByRole('textbox', { name: 'Ask' });
      await ask.fill('When does the yellow dog pick up a box?');
      await ask.press('Enter');
      const chip = page.locator('.answer .text .chip').first();
      await chip.waitFor();
      const cited = Number(await chip.getAttribute('data-seconds'));
      expect(Math.abs(cited - (await shotOf('picks up a box')).start)).toBeLessThan(0.5);
      await chip.click();
      expect(Math.abs((await standsAt(page)) - cited)).toBeLessThanOrEqual(0.25);
      await page.locator('.looks summary').click();
      await page.locator('.looks code').first().waitFor();
      await expectAccessible(page);

      await page.reload();
      await page.locator('.turn .question').getByText('yellow dog').waitFor();
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it('searches while one types, says so when there is nothing, and shows where in the film it is', async () => {
      const { page, troubles } = await openPage();
      await page.getByRole('searchbox').pressSequentially('yellow dog', { delay: 20 });
      const found = page.locator('.results .moment');
      await found.first().waitFor();
      await expectAccessible(page);
      await found.first().getByRole('link').click();
      await page.locator('.box').first().waitFor();
      await page.locator('.timeline .heat').waitFor();
      await expectAccessible(page);
      await page.goBack();
      await found.first().waitFor();
      await page.getByRole('searchbox').fill('a purple boat in the snow');
      await page.getByText('Nothing in the library shows this.').waitFor();
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it('can be used with the keyboard alone', async () => {
      const { page } = await openPage();
      await page.getByRole('link', { name: sampleTitle }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('yellow dog');
      await page.locator('.results .moment').first().waitFor();
      await tabTo(page, '.results .card');
      await page.keyboard.press('Enter');
      await standsAt(page);
      await tabTo(page, '.timeline');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => standsAt(page)).toBe(1);
      await tabTo(page, '.ask input[type=text]');
      await page.keyboard.type('When does the yellow dog pick up a box?');
      await page.keyboard.press('Enter');
      await page.locator('.answer .chip').first().waitFor();
      await tabTo(page, '.answer .chip', 'Shift+Tab');
      await page.keyboard.press('Enter');
      const cited = Number(await page.locator('.answer .chip').first().getAttribute('data-seconds'));
      await expect.poll(async () => Math.abs((await standsAt(page)) - cited)).toBeLessThanOrEqual(0.25);
      await page.context().close();
    });

    it('speaks Chinese', async () => {
      const { page, troubles } = await openPage({ locale: 'zh-CN' });
      await page.getByRole('heading', { name: '视频库' }).waitFor();
      const ask = page.getByRole('textbox', { name: '提问' });
      await ask.fill('黄色的狗什么时候拿起箱子？');
      await ask.press('Enter');
      const chip = page.locator('.answer .chip').first();
      await chip.waitFor();
      expect(await page.locator('.answer .text').first().innerText()).toMatch(/黄色的狗.*拿起箱子/);
      await chip.click();
      const cited = Number(await chip.getAttribute('data-seconds'));
      expect(Math.abs((await standsAt(page)) - cited)).toBeLessThanOrEqual(0.25);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it('fits a phone, in dark colours too', async () => {
      const { page } = await openPage({
        viewport: { width: 390, height: 844 },
        colorScheme: 'dark',
        isMobile: true,
        hasTouch: true,
      });
      await page.getByRole('link', { name: sampleTitle }).tap();
      await standsAt(page);
      await page.locator('.timeline .shot').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await expectAccessible(page);
      const ask = page.getByRole('textbox', { name: 'Ask' });
      await ask.fill('When does the yellow dog pick up a box?');
      await ask.press('Enter');
      await page.locator('.answer .chip').first().tap();
      const cited = Number(await page.locator('.answer .chip').first().getAttribute('data-seconds'));
      await expect.poll(async () => Math.abs((await standsAt(page)) - cited)).toBeLessThanOrEqual(0.25);
      await page.context().close();
    });

    it('collects moments, compares them and saves them for an editor', async () => {
      const { page, troubles } = await openPage();
      await page.getByRole('link', { name: sampleTitle }).click();
      const collect = page.locator('.shots .collect');
      await collect.nth(0).click();
      await collect.nth(1).click();
      await page.getByRole('tab', { name: /Collection/ }).click();
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByRole('dialog', { name: 'Compare' }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).click();
      const edl = await readFile(await (await saved).path(), 'utf8');
      expect(edl).toMatch(/^TITLE: /);
      expect(edl.match(/^\d{3} /gm)).toHaveLength(2);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    it('asks for the token of a protected library', async () => {
      const token = 'a-token-of-some-length';
      const guarded = await serveLibrary(library, {
        ...settingsFor(folder, { pageFolder }, token),
        ...{ host: '127.0.0.1', port: 0, token, log: () => undefined },
      });
      try {
        const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
        await page.goto(guarded.url);
        await page.getByLabel('Token').fill('wrong');
        await page.getByRole('button', { name: 'Open' }).click();
        await page.getByRole('alert').waitFor();
        await expectAccessible(page);
        await page.getByLabel('Token').fill(token);
        await page.getByRole('button', { name: 'Open' }).click();
        await page.getByRole('link', { name: sampleTitle }).waitFor();
        const other = await (await browser.newContext({ locale: 'en-GB' })).newPage();
        await other.goto(`${guarded.url}/#token=${token}`);
        await other.getByRole('link', { name: sampleTitle }).waitFor();
        expect(other.url()).not.toContain(token);
        const client = createAskreelClient(guarded.url, { token });
        expect((await (await client.api.health.$get()).json()).videos).toBe(1);
      } finally {
        await guarded.close();
      }
    });
  },
);

/** Presses Tab until the focus is on what the selector names. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
