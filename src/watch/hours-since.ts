import type { Timestamp } from '../model/brand.js';

/** Hours from one moment to another. */
export function hoursSince(since: Timestamp, now: Timestamp): number {
  return (Date.parse(now) - Date.parse(since)) / 3_600_000;
}
