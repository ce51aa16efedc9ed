import type { SKRSContext2D } from '@napi-rs/canvas';
import type { ActorKind, Colour } from './world.js';

/** Paper colours: fill and a darker edge. */
export const paperColours: Readonly<Record<Colour, { readonly fill: string; readonly edge: string }>> = {
  red: { fill: '#d92b2b', edge: '#7d1212' },
  orange: { fill: '#f58a1f', edge: '#9a4d05' },
  yellow: { fill: '#f7d92e', edge: '#97800a' },
  green: { fill: '#2fa84a', edge: '#125c24' },
  blue: { fill: '#2c62d6', edge: '#12317a' },
  purple: { fill: '#8236b8', edge: '#431566' },
  pink: { fill: '#f78fc2', edge: '#a83f74' },
  white: { fill: '#f6f6f2', edge: '#5d5d66' },
};

type Draw = (context: SKRSContext2D) => void;

const dark = '#26262e';
const pale = '#fdf3e3';

/**
 * Draws an actor about 100 units high, standing on the origin. All are symmetrical front views, so that no single
 * picture tells which way they go.
 */
export function drawActor(context: SKRSContext2D, kind: ActorKind, colour: Colour): void {
  const { fill, edge } = paperColours[colour];
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.fillStyle = fill;
  context.strokeStyle = edge;
  drawings[kind](context);
}

function paint(context: SKRSContext2D, path: Draw): void {
  context.beginPath();
  path(context);
  context.fill();
  context.stroke();
}

function inColour(context: SKRSContext2D, colour: string, draw: Draw): void {
  const kept = context.fillStyle;
  context.fillStyle = colour;
  draw(context);
  context.fillStyle = kept;
}

const ellipse = (x: number, y: number, rx: number, ry: number): Draw => {
  return (context) => context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
};
const box = (x: number, y: number, width: number, height: number, radius = 3): Draw => {
  return (context) => context.roundRect(x, y, width, height, radius);
};
const polygon = (...points: readonly (readonly [number, number])[]): Draw => {
  return (context) => {
    points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
  };
};
const paintAll = (context: SKRSContext2D, colour: string, ...paths: Draw[]): void => {
  inColour(context, colour, () => paths.forEach((path) => paint(context, path)));
};
const eyes = (context: SKRSContext2D, y: number, apart: number, size = 3.4): void => {
  inColour(context, dark, () => {
    for (const x of [-apart, apart]) {
      context.beginPath();
      context.arc(x, y, size, 0, Math.PI * 2);
      context.fill();
    }
  });
};

const drawings: Readonly<Record<ActorKind, Draw>> = {
  person: (context) => {
    paintAll(context, '#4a4a58', box(-15, -38, 12, 38), box(3, -38, 12, 38));
    paint(context, box(-31, -76, 10, 34, 5));
    paint(context, box(21, -76, 10, 34, 5));
    paint(context, box(-21, -80, 42, 48, 8));
    paintAll(context, '#f1c9a0', ellipse(0, -96, 16, 17));
    paintAll(context, '#5b3a22', (c) => c.arc(0, -99, 17, Math.PI, 0));
    eyes(context, -95, 6, 2.4);
  },
  dog: (context) => {
    paint(context, ellipse(0, -26, 27, 28));
    paintAll(context, pale, ellipse(-15, -5, 9, 6), ellipse(15, -5, 9, 6));
    paint(context, ellipse(0, -66, 25, 23));
    paint(context, ellipse(-28, -60, 8, 22));
    paint(context, ellipse(28, -60, 8, 22));
    paintAll(context, pale, ellipse(0, -57, 13, 11));
    paintAll(context, dark, ellipse(0, -62, 5, 4));
    paintAll(context, '#e86a7a', ellipse(0, -48, 4, 6));
    eyes(context, -74, 9);
  },
  cat: (context) => {
    paint(context, ellipse(0, -26, 22, 27));
    paint(context, polygon([-26, -70], [-23, -106], [-3, -84]));
    paint(context, polygon([26, -70], [23, -106], [3, -84]));
    paint(context, ellipse(0, -68, 27, 22));
    paintAll(context, '#d8f28a', ellipse(-11, -72, 6, 7), ellipse(11, -72, 6, 7));
    eyes(context, -72, 11, 2.6);
    paintAll(context, '#e86a7a', polygon([-4, -62], [4, -62], [0, -57]));
    context.beginPath();
    for (const side of [-1, 1]) {
      for (const slope of [-5, 0, 5]) {
        context.moveTo(side * 9, -59);
        context.lineTo(side * 40, -60 + slope);
      }
    }
    context.stroke();
  },
  bird: (context) => {
    paintAll(context, '#e8a020', box(-10, -14, 4, 14, 1), box(6, -14, 4, 14, 1));
    paint(context, polygon([-16, -62], [-62, -82], [-54, -44], [-16, -30]));
    paint(context, polygon([16, -62], [62, -82], [54, -44], [16, -30]));
    paint(context, ellipse(0, -46, 23, 34));
    paintAll(context, pale, ellipse(0, -34, 12, 17));
    eyes(context, -64, 8);
    paintAll(context, '#f2a81d', polygon([-7, -58], [7, -58], [0, -44]));
  },
  car: (context) => {
    paint(context, polygon([-34, -38], [-22, -66], [22, -66], [34, -38]));
    paint(context, box(-58, -42, 116, 30, 9));
    paintAll(
      context,
      '#bfe3f2',
      polygon([-26, -42], [-18, -60], [-2, -60], [-2, -42]),
      polygon([26, -42], [18, -60], [2, -60], [2, -42]),
    );
    paintAll(context, dark, ellipse(-33, -11, 13, 13), ellipse(33, -11, 13, 13));
    paintAll(context, '#c9c9d2', ellipse(-33, -11, 5, 5), ellipse(33, -11, 5, 5));
  },
  bus: (context) => {
    paint(context, box(-56, -96, 112, 86, 8));
    paintAll(context, '#bfe3f2', box(-48, -86, 27, 28), box(-14, -86, 28, 28), box(21, -86, 27, 28));
    paintAll(context, pale, box(-56, -46, 112, 8, 1));
    paintAll(context, dark, ellipse(-32, -9, 12, 12), ellipse(32, -9, 12, 12));
  },
  ball: (context) => {
    paint(context, ellipse(0, -38, 38, 38));
    inColour(context, pale, () => {
      paint(context, ellipse(0, -38, 38, 10));
      paint(context, ellipse(0, -38, 10, 38));
    });
  },
  kite: (context) => {
    context.beginPath();
    context.moveTo(0, -30);
    context.bezierCurveTo(-14, -20, 14, -12, 0, 0);
    context.stroke();
    paint(context, polygon([0, -116], [40, -74], [0, -28], [-40, -74]));
    inColour(context, pale, () => {
      paint(context, polygon([0, -116], [40, -74], [0, -74]));
      paint(context, polygon([0, -28], [-40, -74], [0, -74]));
    });
    paint(context, polygon([-10, -20], [0, -14], [-10, -8]));
    paint(context, polygon([10, -20], [0, -14], [10, -8]));
  },
  boat: (context) => {
    paintAll(context, '#7a5230', box(-2.5, -104, 5, 70, 1));
    paintAll(context, pale, polygon([-6, -100], [-6, -42], [-46, -42]), polygon([6, -100], [6, -42], [46, -42]));
    paint(context, polygon([-60, -36], [60, -36], [40, 0], [-40, 0]));
    paintAll(context, pale, box(-52, -30, 104, 6, 1));
  },
  robot: (context) => {
    paintAll(
      context,
      '#8e8e9c',
      box(-20, -22, 13, 22),
      box(7, -22, 13, 22),
      box(-42, -62, 11, 32),
      box(31, -62, 11, 32),
    );
    paint(context, box(-30, -68, 60, 48, 3));
    paintAll(context, '#bfe3f2', box(-15, -58, 30, 20, 2));
    paint(context, box(-22, -98, 44, 27, 3));
    paintAll(context, '#ffe66b', ellipse(-9, -85, 6, 6), ellipse(9, -85, 6, 6));
    context.beginPath();
    context.moveTo(0, -98);
    context.lineTo(0, -110);
    context.stroke();
    paintAll(context, '#ff5a4f', ellipse(0, -112, 4, 4));
  },
};
