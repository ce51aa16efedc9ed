import type { SKRSContext2D } from '@napi-rs/canvas';
import { createRandom, type Random } from './random.js';
import type { Place } from './world.js';

/** The backdrop is drawn with a margin, so that the camera can drift. Stage units. */
export const backdropMargin = 24;
const left = -backdropMargin;
const width = 320 + 2 * backdropMargin;
const bottom = 240 + backdropMargin;

/** Draws a place behind the actors; details differ with the seed. */
export function drawPlace(context: SKRSContext2D, place: Place, seed: number): void {
  drawings[place](context, createRandom(seed));
}

function sky(context: SKRSContext2D, top: string, low: string): void {
  const gradient = context.createLinearGradient(0, -backdropMargin, 0, 190);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, low);
  context.fillStyle = gradient;
  context.fillRect(left, -backdropMargin, width, bottom + backdropMargin);
}

function disc(context: SKRSContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function block(context: SKRSContext2D, x: number, y: number, w: number, h: number, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(x, y, w, h);
}

function hills(context: SKRSContext2D, random: Random, y: number, height: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(left, bottom);
  const phase = random.between(0, 6);
  for (let x = left; x <= left + width; x += 8) {
    context.lineTo(x, y - height * (0.5 + 0.5 * Math.sin(x / 46 + phase)));
  }
  context.lineTo(left + width, bottom);
  context.fill();
}

function pine(context: SKRSContext2D, x: number, y: number, size: number, colour: string, cap: string): void {
  for (let tier = 0; tier < 3; tier += 1) {
    const top = y - size * (0.45 + tier * 0.27);
    for (const [fill, reach, depth] of [
      [colour, 0.34 - tier * 0.07, 0.42],
      [cap, 0.16 - tier * 0.03, 0.18],
    ] as const) {
      context.fillStyle = fill;
      context.beginPath();
      context.moveTo(x, top - size * 0.1);
      context.lineTo(x - size * reach, top - size * 0.1 + size * depth);
      context.lineTo(x + size * reach, top - size * 0.1 + size * depth);
      context.fill();
    }
  }
}

const drawings: Readonly<Record<Place, (context: SKRSContext2D, random: Random) => void>> = {
  park: (context, random) => {
    sky(context, '#8fd0f0', '#e4f4e4');
    disc(context, random.between(20, 300), 34, 17, '#fff2a8');
    hills(context, random, 158, 30, '#9fcf86');
    for (let index = 0; index < 4; index += 1) {
      const x = left + (width / 4) * (index + random.between(0.2, 0.8));
      block(context, x - 4, 118, 8, 46, '#8a5a34');
      disc(context, x, 104, random.between(18, 27), '#5fa65a');
      disc(context, x + 12, 114, 15, '#74b868');
    }
    hills(context, random, 172, 8, '#7cbf60');
  },
  street: (context, random) => {
    sky(context, '#c9d3de', '#eef0f2');
    for (let x = left; x < left + width;) {
      const w = random.between(44, 74);
      const h = random.between(74, 140);
      block(context, x, 168 - h, w - 3, h, random.pick(['#a99c94', '#b7a99a', '#8f98a6', '#9d8f8a']));
      for (let wy = 168 - h + 9; wy < 150; wy += 21) {
        for (let wx = x + 8; wx < x + w - 14; wx += 17) block(context, wx, wy, 9, 12, '#e9e2c4');
      }
      x += w;
    }
    block(context, left, 165, width, 14, '#c8c4bc');
    block(context, left, 179, width, bottom - 179, '#6d6f76');
    for (let x = left + random.between(0, 30); x < left + width; x += 48) block(context, x, 213, 26, 4, '#f1efe2');
  },
  room: (context, random) => {
    block(context, left, -backdropMargin, width, bottom + backdropMargin, '#e9cfa6');
    for (let x = left; x < left + width; x += 22) block(context, x, -backdropMargin, 8, 200, '#e0c094');
    block(context, left, 168, width, 7, '#8b5e3c');
    block(context, left, 175, width, bottom - 175, '#b98755');
    for (let y = 188; y < bottom; y += 17) block(context, left, y, width, 2, '#a27145');
    const x = random.between(28, 210);
    block(context, x, 34, 72, 62, '#8b5e3c');
    block(context, x + 6, 40, 60, 50, '#bfe0f0');
    block(context, x + 34, 40, 4, 50, '#8b5e3c');
    const lamp = x > 120 ? random.between(16, 70) : random.between(230, 300);
    block(context, lamp - 2, 88, 4, 82, '#6b4a30');
    block(context, lamp - 15, 66, 30, 24, '#f3e2b0');
  },
  beach: (context, random) => {
    sky(context, '#69c4ec', '#d8f1f6');
    disc(context, random.between(30, 290), 36, 20, '#fff0a0');
    block(context, left, 118, width, 50, '#2f9cc4');
    for (let wave = 0; wave < 9; wave += 1) {
      block(context, random.between(left, 300), random.between(122, 160), 34, 3, '#bfe8f2');
    }
    block(context, left, 164, width, bottom - 164, '#f0d79a');
    const x = random.between(20, 300);
    block(context, x - 2, 110, 4, 70, '#a8763e');
    context.fillStyle = '#f7f0dc';
    context.beginPath();
    context.arc(x, 120, 34, Math.PI, 0);
    context.fill();
    for (let shell = 0; shell < 12; shell += 1)
      disc(context, random.between(left, 340), random.between(176, 240), 2, '#d9b873');
  },
  night: (context, random) => {
    sky(context, '#0d1436', '#2c3a6e');
    const moon = random.between(30, 290);
    disc(context, moon, 42, 20, '#f4edc8');
    disc(context, moon + 8, 37, 17, '#172049');
    for (let star = 0; star < 40; star += 1)
      disc(context, random.between(left, 344), random.between(-20, 130), random.between(0.7, 1.8), '#fdf7d8');
    hills(context, random, 162, 34, '#1c2a4a');
    hills(context, random, 178, 10, '#16213a');
  },
  snow: (context, random) => {
    sky(context, '#b8c6d6', '#e9eef4');
    hills(context, random, 160, 38, '#d4dfea');
    for (let tree = 0; tree < 5; tree += 1) {
      pine(
        context,
        left + (width / 5) * (tree + random.between(0.2, 0.8)),
        172,
        random.between(70, 104),
        '#55796a',
        '#f4f8fb',
      );
    }
    hills(context, random, 174, 6, '#f3f7fb');
    for (let flake = 0; flake < 46; flake += 1)
      disc(context, random.between(left, 344), random.between(-20, 240), random.between(1, 2.4), '#ffffff');
  },
};
