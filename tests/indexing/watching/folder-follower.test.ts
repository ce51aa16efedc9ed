import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { WatchedFolders } from './watched-folders.js';

describe('following folders', () => {
  it('leaves a file alone until it has stopped growing', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/film.mp4', 'half');
    await watched.look();
    for (const text of ['half and', 'half and more', 'half and more and all']) {
      await watched.write('one/film.mp4', text);
      expect((await watched.look()).waiting).toBe(1);
    }
    expect(watched.indexed).toEqual([]);
    expect((await watched.look()).waiting).toBe(0);
    expect(watched.indexed).toEqual(['one/film.mp4']);
  });

  it('passes over temporary and hidden names, its own folders, and links that run round', async () => {
    await using watched = await WatchedFolders.make();
    for (const name of ['film.mp4.part', 'film.part.mp4', '.film.mp4', 'film.mp4~', '~film.mp4', 'notes.txt'])
      await watched.write(`one/${name}`, name);
    await watched.write('one/library/uploads/film.mp4', 'uploaded');
    await watched.write('one/film.mp4', 'film');
    await symlink(watched.path('one'), watched.path('one/loop'));
    await watched.settle();
    expect(watched.names()).toEqual(['one/film.mp4']);
  });

  it('moves a video with its file, also when something new takes its place', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/film.mp4', 'first');
    await watched.settle();
    await rename(watched.path('one/film.mp4'), watched.path('two/film-old.mp4'));
    await watched.write('one/film.mp4', 'second');
    await watched.settle();
    expect(watched.names()).toEqual(['one/film.mp4', 'two/film-old.mp4']);
    expect(watched.indexed).toEqual(['one/film.mp4', 'one/film.mp4']);
    expect(watched.of('video-moved').map(({ path }) => path)).toEqual([watched.path('two/film-old.mp4')]);
    expect(watched.of('video-removed')).toEqual([]);
  });

  it('works off what happened while it was not running', async () => {
    await using watched = await WatchedFolders.make();
    for (const name of ['a', 'b', 'c']) await watched.write(`one/${name}.mp4`, name);
    await watched.settle();
    await rm(watched.path('one/a.mp4'));
    await rename(watched.path('one/b.mp4'), watched.path('two/b.mp4'));
    await watched.write('one/d.mp4', 'd');
    watched.restart();
    await watched.settle();
    expect(watched.names()).toEqual(['one/c.mp4', 'one/d.mp4', 'two/b.mp4']);
    expect(watched.indexed).toHaveLength(4);
  });

  it('forgets nothing when a whole folder is gone, and goes on when it is back', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/a.mp4', 'a');
    await watched.write('two/b.mp4', 'b');
    await watched.settle();
    await rename(watched.path('two'), watched.path('away'));
    for (let looks = 0; looks < 4; looks += 1) await watched.look();
    watched.restart();
    for (let looks = 0; looks < 4; looks += 1) await watched.look();
    expect(watched.names()).toEqual(['one/a.mp4', 'two/b.mp4']);
    expect(watched.of('folder-gone')[0]).toMatchObject({ path: watched.path('two'), videos: 1 });
    await rename(watched.path('away'), watched.path('two'));
    await rm(watched.path('two/b.mp4'));
    await watched.settle();
    expect(watched.of('folder-back').map(({ path }) => path)).toEqual([watched.path('two')]);
    expect(watched.names()).toEqual(['one/a.mp4']);
  });

  it('forgets nothing when a drive has left its empty mount point behind', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/a.mp4', 'a');
    await watched.settle();
    await rm(watched.path('one/a.mp4'));
    // Without its memory the watch cannot know that this folder was emptied by hand.
    await rm(watched.path('watching.json'));
    watched.restart();
    for (let looks = 0; looks < 3; looks += 1) await watched.look();
    expect(watched.names()).toEqual(['one/a.mp4']);
    expect(watched.of('folder-gone')).toHaveLength(1);
  });

  it('notes a file that cannot be read once, and takes it when it can', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/a.mp4', 'a');
    watched.unreadable.add(watched.path('one/a.mp4'));
    await watched.settle();
    await watched.settle();
    expect(watched.of('video-failed')).toHaveLength(1);
    watched.unreadable.clear();
    // File systems tell times of change to some milliseconds.
    await pause(30);
    await chmod(watched.path('one/a.mp4'), 0o640);
    await watched.settle();
    expect(watched.names()).toEqual(['one/a.mp4']);
  });

  it('tries a file that cannot be indexed once, over restarts too, until it changes', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/a.mp4', 'good');
    await watched.settle();
    await watched.write('one/a.mp4', 'damaged by a broken copy');
    await watched.settle();
    watched.restart();
    await watched.settle();
    expect([watched.names(), watched.indexed.length]).toEqual([[], 2]);
    expect(watched.of('looked').at(-1)).toMatchObject({ videos: 0, failed: 1 });
    await watched.write('one/a.mp4', 'repaired');
    await watched.settle();
    expect(watched.names()).toEqual(['one/a.mp4']);
  });

  it('keeps videos outside of its folders, and the one entry of two copies', async () => {
    await using watched = await WatchedFolders.make();
    await mkdir(watched.path('elsewhere'));
    await watched.write('one/a.mp4', 'a');
    await watched.settle();
    await writeFile(watched.path('elsewhere/a.mp4'), 'a');
    const [video] = watched.library.videos();
    watched.library.relocate(video?.id ?? '', watched.path('elsewhere/a.mp4'), 0);
    await watched.settle();
    expect(watched.names()).toEqual(['elsewhere/a.mp4']);
    await rm(watched.path('elsewhere/a.mp4'));
    await watched.settle();
    expect([watched.names(), watched.indexed.length]).toEqual([['one/a.mp4'], 1]);
  });

  it('reads subtitles that come, change or go, and not the video', async () => {
    await using watched = await WatchedFolders.make();
    await watched.write('one/a.mp4', 'a');
    await watched.settle();
    const lines = (): string[] =>
      watched.library.videos().flatMap(({ id }) => watched.library.transcript(id).map(({ text }) => text));
    for (const text of ['hello', 'hello again']) {
      watched.subtitles = { 'a.mp4': text };
      await watched.write('one/a.en.srt', text);
      await watched.look();
      await watched.settle();
      expect(lines()).toEqual([text]);
    }
    watched.subtitles = {};
    await rm(watched.path('one/a.en.srt'));
    await watched.look();
    await watched.settle();
    expect([lines(), watched.indexed.length, watched.of('subtitles-read').length]).toEqual([[], 1, 3]);
  });

  it('looks again between two videos when something has changed', async () => {
    await using watched = await WatchedFolders.make();
    for (const name of ['a', 'b']) await watched.write(`one/${name}.mp4`, name);
    await watched.look();
    watched.passMs(5000);
    expect(await watched.follower.round(undefined, () => true)).toMatchObject({ lookAgain: true });
    expect(watched.indexed).toEqual(['one/a.mp4']);
    expect(await watched.follower.round(AbortSignal.abort())).toMatchObject({ lookAgain: false });
    expect(watched.indexed).toHaveLength(1);
  });
});
