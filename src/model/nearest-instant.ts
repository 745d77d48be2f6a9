import type { Timestamp } from './brand.js';

/**
 * The last moment that there is up to a time in the form that entries write: the end of the month for 30 February, 23:59:59 for
 * 25:99:99. A real moment comes back as it is. Records that were begun before times were checked may hold others, and what is made
 * of them for other programs (Atom, ssh-keygen) must not.
 */
export function nearestInstant(time: Timestamp): Timestamp {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = time.match(/\d+/g)?.map(Number) ?? [];
  const realYear = Math.max(year, 1);
  const realMonth = Math.min(Math.max(month, 1), 12);
  const realDay = Math.min(Math.max(day, 1), lastDay(realYear, realMonth));
  const clock = [Math.min(hour, 23), Math.min(minute, 59), Math.min(second, 59)].map(two).join(':');
  return `${String(realYear).padStart(4, '0')}-${two(realMonth)}-${two(realDay)}T${clock}Z`;
}

function lastDay(year: number, month: number): number {
  // Years up to 99 would be taken for those of the last century: their calendar is that of the year 2000 later.
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
