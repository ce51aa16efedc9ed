import { describe, expect, it } from 'vitest';
import { hideAddresses, isStreamAddress, plainAddress } from '../../../src/media/live/stream-address.js';

describe('addresses of streams', () => {
  it('are told from paths', () => {
    for (const word of ['rtsp://cam/front', 'https://x.example/a.m3u8', 'HTTP://x.example'])
      expect(isStreamAddress(word)).toBe(true);
    for (const word of ['./rtsp', 'http:x.mp4', 'file:///etc/passwd', 'C:\\films', 'ftp://x/y'])
      expect(isStreamAddress(word)).toBe(false);
  });

  it('are shown without users, passwords and keys', () => {
    const address = 'rtsp://me:p%40ss@cam:554/front?token=geheim';
    expect(plainAddress(address)).toBe('rtsp://cam:554/front');
    expect(hideAddresses(`Error opening ${address}: 401`, address)).toBe('Error opening rtsp://cam:554/front: 401');
    expect(hideAddresses("Failed to open 'http://u:p@h/1.ts?sig=abc' again", address)).toBe(
      "Failed to open 'http://h/1.ts' again",
    );
  });
});
