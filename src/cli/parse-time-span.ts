import { KnownError } from '../model/known-error.js';

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Takes a length of time as people type it, `90s`, `5m`, `36h`, `2d`; gives milliseconds. */
export function parseTimeSpan(text: string): Promise<number> {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (digits !== undefined && unit !== undefined)
    return Promise.resolve(Number(digits) * unitMs[unit as keyof typeof unitMs]);
  throw new KnownError('USAGE', `${text} is no length of time`, { tryThis: ['90s, 5m, 36h or 2d'] });
}
