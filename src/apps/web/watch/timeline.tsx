import { useQuery } from '@tanstack/react-query';
import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import { useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import type { Heat, VideoDetail } from '../../server/schemas/videos.js';
import { queries } from '../server/queries.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { hueOf } from './hue-of.js';

interface TimelineProps {
  readonly video: VideoDetail;
  readonly sought: string;
  readonly now: number;
  readonly onSeek: (seconds: number) => void;
  /** Goes so many seconds on from where the film stands. */
  readonly onStep: (seconds: number) => void;
}

const laneHeight = 22;
const laneGap = 4;
const labelWidth = 64;

/** Shots, actions, speech and how well each shot fits what is sought, over time. Arrow keys move the player. */
export function Timeline({ video, sought, now, onSeek, onStep }: TimelineProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const { data: located } = useQuery(queries.actions(video.id));
  const { data: transcript } = useQuery(queries.transcript(video.id));
  const { data: heat } = useQuery(queries.heat(video.id, sought));
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const length = Math.max(video.durationSeconds, 0.01);
  const x = scaleLinear([0, length], [labelWidth, Math.max(labelWidth + 1, width)]).clamp(true);
  const actions = located?.actions ?? recognised(video);
  const lines = transcript?.lines ?? [];
  const lanes = [
    ...(sought !== '' && heat ? (['heat'] as const) : []),
    'shots' as const,
    ...(actions.length > 0 ? (['actions'] as const) : []),
    ...(lines.length > 0 ? (['speech'] as const) : []),
  ];
  const top = (lane: (typeof lanes)[number]): number => lanes.indexOf(lane) * (laneHeight + laneGap);
  const height = lanes.length * (laneHeight + laneGap);
  const seekTo = (event: PointerEvent): void => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    onSeek(x.invert(Math.max(labelWidth, event.clientX - left)));
  };
  const move = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };
    const step = steps[event.key];
    if (step !== undefined) onStep(step);
    else if (event.key === 'Home') onSeek(0);
    else if (event.key === 'End') onSeek(length);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="timeline"
      role="slider"
      tabIndex={0}
      aria-label={words.timeline}
      aria-valuemin={0}
      aria-valuemax={Math.round(length * 10) / 10}
      aria-valuenow={Math.round(now * 10) / 10}
      aria-valuetext={clock(now)}
      onKeyDown={move}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) seekTo(event);
      }}
    >
      <svg width={width} height={height} aria-hidden="true">
        {lanes.map((lane) => (
          <text key={lane} x={0} y={top(lane) + laneHeight / 2} className="lane">
            {words.lanes[lane]}
          </text>
        ))}
        {sought !== '' && heat && <HeatLane heat={heat} x={x} y={top('heat')} />}
        {video.shots.map(({ index, span, caption }) => (
          <rect
            key={index}
            className={index % 2 === 0 ? 'shot' : 'shot odd'}
            x={x(span.startSeconds)}
            y={top('shots')}
            width={Math.max(1, x(span.endSeconds) - x(span.startSeconds) - 1)}
            height={laneHeight}
            rx={3}
          >
            <title>{`${clock(span.startSeconds)} ${caption ?? ''}`}</title>
          </rect>
        ))}
        {actions.map(({ span, label }, index) => {
          const wide = x(span.endSeconds) - x(span.startSeconds);
          return (
            <g key={index} transform={`translate(${x(span.startSeconds)}, ${top('actions')})`}>
              <rect
                className="deed"
                width={Math.max(1, wide - 1)}
                height={laneHeight}
                rx={3}
                style={{ '--hue': hueOf(label) } as CSSProperties}
              >
                <title>{`${clock(span.startSeconds)} ${label}`}</title>
              </rect>
              {wide > label.length * 6.6 + 8 && (
                <text x={4} y={laneHeight / 2}>
                  {label}
                </text>
              )}
            </g>
          );
        })}
        {lines.map(({ span, text }, index) => (
          <rect
            key={index}
            className="said"
            x={x(span.startSeconds)}
            y={top('speech') + 4}
            width={Math.max(2, x(span.endSeconds) - x(span.startSeconds) - 1)}
            height={laneHeight - 8}
            rx={3}
          >
            <title>{`${clock(span.startSeconds)} ${text}`}</title>
          </rect>
        ))}
        <line className="now" x1={x(now)} x2={x(now)} y1={0} y2={height} />
      </svg>
    </div>
  );
}

function HeatLane({
  heat,
  x,
  y,
}: {
  readonly heat: Heat;
  readonly x: (seconds: number) => number;
  readonly y: number;
}) {
  const points = heat.shots.flatMap(({ span, score }) => [
    { seconds: span.startSeconds, score },
    { seconds: span.endSeconds, score },
  ]);
  const shape = area<(typeof points)[number]>()
    .x(({ seconds }) => x(seconds))
    .y0(y + laneHeight)
    .y1(({ score }) => y + laneHeight - score * (laneHeight - 2))
    .curve(curveStepAfter);
  return <path className="heat" d={shape(points) ?? ''} />;
}

/** Until actions are located to a tenth of a second: those recognised in each shot. */
function recognised({
  shots,
}: VideoDetail): { readonly span: { startSeconds: number; endSeconds: number }; readonly label: string }[] {
  return shots.flatMap(({ span, actions }) => (actions[0] ? [{ span, label: actions[0].label }] : []));
}
