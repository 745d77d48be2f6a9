const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as people say it, in UTC: `today 13:57`, `yesterday 21:10`, `3 May`, `3 May 2025`. */
export function showTime(at: string, now: string): string {
  const day = dayNumber(now) - dayNumber(at);
  const clock = at.slice(11, 16);
  if (day === 0) return `today ${clock}`;
  if (day === 1) return `yesterday ${clock}`;
  const date = `${Number(at.slice(8, 10))} ${months[Number(at.slice(5, 7)) - 1] ?? ''}`;
  return at.slice(0, 4) === now.slice(0, 4) ? date : `${date} ${at.slice(0, 4)}`;
}

function dayNumber(at: string): number {
  return Math.floor(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}
