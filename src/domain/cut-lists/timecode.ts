import { nominalRate, type FrameRate } from './frame-rate.js';

/** How frames are numbered. */
export interface TimecodeMode {
  readonly rate: FrameRate;
  /** Leaves numbers (never frames) out, so that 29.97 and 59.94 frames a second stay with the clock (SMPTE ST 12-1). */
  readonly dropFrame: boolean;
}

/** Whether drop-frame numbering exists at a rate: at 29.97 and 59.94 only. */
export function canDropFrames(rate: FrameRate): boolean {
  return rate.seconds === 1001 && nominalRate(rate) % 30 === 0;
}

/** Numbers that are left out at the beginning of each minute, except every tenth. */
function droppedEachMinute({ rate, dropFrame }: TimecodeMode): number {
  return dropFrame ? nominalRate(rate) / 15 : 0;
}

/** A count of frames from 00:00:00:00 as `hh:mm:ss:ff` (`hh:mm:ss;ff` for drop-frame); it begins anew after 24 hours. */
export function formatTimecode(frame: number, mode: TimecodeMode): string {
  const nominal = nominalRate(mode.rate);
  const dropped = droppedEachMinute(mode);
  const tenMinutes = nominal * 600 - dropped * 9;
  const oneMinute = nominal * 60 - dropped;
  const tens = Math.floor(frame / tenMinutes);
  const rest = frame % tenMinutes;
  const minutesBegun = rest < nominal * 60 ? 0 : 1 + Math.floor((rest - nominal * 60) / oneMinute);
  const number = frame + dropped * (9 * tens + minutesBegun);
  const parts = [Math.floor(number / (nominal * 3600)) % 24, Math.floor(number / (nominal * 60)) % 60];
  const [hours, minutes, seconds, frames] = [...parts, Math.floor(number / nominal) % 60, number % nominal].map(
    (part) => String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}${mode.dropFrame ? ';' : ':'}${frames}`;
}

/** The count of frames that a timecode stands for; `undefined` for what is none at that rate. */
export function parseTimecode(text: string, mode: TimecodeMode): number | undefined {
  const parts = /^(\d{2}):(\d{2}):(\d{2})[:;.,](\d{2})$/.exec(text.trim())?.slice(1).map(Number);
  if (!parts) return undefined;
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = parts;
  const nominal = nominalRate(mode.rate);
  if (minutes > 59 || seconds > 59 || frames >= nominal) return undefined;
  const allMinutes = hours * 60 + minutes;
  const dropped = droppedEachMinute(mode) * (allMinutes - Math.floor(allMinutes / 10));
  return (allMinutes * 60 + seconds) * nominal + frames - dropped;
}
