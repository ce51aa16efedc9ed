import { describe, expect, it } from 'vitest';
import { talkAboutEpisode } from '../../training/playhouse/episode-conversations.js';
import { makeEpisode } from '../../training/playhouse/episode.js';

const episodes = Array.from({ length: 12 }, (_, index) => makeEpisode(7_000_000 + index));

describe('conversations about an episode', () => {
  it('are five in each language, of two to four turns, none twice, and always the same', () => {
    for (const episode of episodes) {
      const talks = talkAboutEpisode(episode);
      expect(talks.map(({ language }) => language).sort()).toEqual(
        [...'eeeee'].map(() => 'en').concat([...'zzzzz'].map(() => 'zh')),
      );
      for (const { turns } of talks) expect([2, 3, 4]).toContain(turns.length);
      expect(new Set(talks.map(({ turns }) => turns[0]?.question)).size).toBe(talks.length);
      expect(talkAboutEpisode(episode)).toEqual(talks);
    }
  });

  it('name moments that are shots, with what is seen in them', () => {
    for (const episode of episodes) {
      for (const turn of talkAboutEpisode(episode).flatMap(({ turns }) => turns)) {
        const { moment, expected, type } = turn;
        const shot = episode.shots.find(({ start, end }) => start === moment?.start && end === moment?.end);
        if (moment) expect(shot).toBeDefined();
        if (expected.kind === 'span') expect(moment).toEqual({ start: expected.start, end: expected.end });
        if (type === 'after' || type === 'before') {
          const { actor, action } = shot?.scene ?? {};
          expect(expected).toMatchObject({ kind: 'words', all: [actor?.colour, actor?.kind, action] });
        }
        if (expected.kind === 'words') expect(expected.none).not.toContain(shot?.scene.action);
      }
    }
  });

  it('ask after somebody who is not there, and after something that is not done', () => {
    const turns = episodes.flatMap((episode) => talkAboutEpisode(episode)).flatMap((talk) => talk.turns);
    expect(turns.filter(({ expected }) => expected.kind === 'not-found').length).toBeGreaterThan(5);
    expect(
      turns.filter(({ expected }) => expected.kind === 'yes-no' && expected.value === 'no').length,
    ).toBeGreaterThan(5);
  });
});
