import type { Timestamp } from './brand.js';

/**
 * Whether a time as entries write it (`2026-11-22T13:57:02Z`) is a moment that there was or will be: no 30 February, no 24:00, no
 * leap second, no year 0. Such a one is written in one way only, so it comes back the same.
 */
export function isRealInstant(time: Timestamp): boolean {
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || time.startsWith('0000')) return false;
  return at.toISOString() === time.replace(/Z$/, '.000Z');
}

/** Where in a value, as `steps.0.updated`, a time stands that is none; only texts in the form of a time are looked at. */
export function findUnrealTimes(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return timeForm.test(value) && !isRealInstant(value) ? [at] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => findUnrealTimes(part, at === '' ? key : `${at}.${key}`));
}

const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
