import { describe, expect, it } from 'vitest';
import { demoPage } from '../../src/apps/demo/demo-page.js';

const nasty = `<script>alert("x")</script> & 'quotes'`;

describe('the demo page', () => {
  const page = demoPage([
    {
      question: nasty,
      answer: { text: nasty, found: true, citations: [] },
      pictures: [
        {
          number: 1,
          videoId: 'id',
          videoTitle: nasty,
          videoPath: '/films/"><script>.mp4',
          span: { startSeconds: 7, endSeconds: 12 },
          tool: 'search_moments',
          note: nasty,
          thumbnail: Buffer.from([0xff, 0xd8, 0xff]),
        },
      ],
    },
  ]);

  it('escapes everything that comes from videos and models', () => {
    expect(page).not.toContain('<script');
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('needs no other file and no network', () => {
    expect(page).toContain('src="data:image/jpeg;base64,/9j/"');
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page).not.toMatch(/<link|@import|url\(/);
  });

  it('can be read by a screen reader, in the dark, and opens videos at the moment', () => {
    expect(page).toMatch(/<html lang="en">/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toMatch(/<img [^>]*alt="Picture from [^"]+0:07–0:12"/);
    expect(page).toMatch(/href="file:[^"]+#t=7\.00,12\.00"/);
  });
});
