/** From one moment to another, as ISO 8601 names them: `40 min`, `3 h`, `2 days`. */
export function lasting(since: string, now: string): string {
  const minutes = Math.max(0, (Date.parse(now) - Date.parse(since)) / 60_000);
  if (minutes < 60) return `${Math.round(minutes)} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}
