interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: readonly [number, number, number];
  readonly fraction: string;
  readonly zone: string;
}

const date = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`;
const clock = String.raw`(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?`;

/** The forms that go-yaml takes for a time (YAML 1.1 has more). */
const forms = [
  new RegExp(`^${date}[Tt]${clock}(Z|[-+]\\d{2}:\\d{2})$`),
  new RegExp(`^${date} +${clock}$`),
  new RegExp(`^${date}$`),
];

/**
 * A plain scalar that docker's loader takes for a time, as Go prints that time (`2024-06-15 10:20:30 +0000 UTC`), on a
 * machine whose own zone is UTC. Undefined where it is no time, or no real one (30 February).
 */
export function parseGoTime(text: string): string | undefined {
  const parts = takeApart(text);
  return parts && isReal(parts) ? print(parts) : undefined;
}

function takeApart(text: string): Parts | undefined {
  const match = forms.map((form) => form.exec(text)).find((found) => found !== null);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    clock: [Number(hour), Number(minute), Number(second)],
    fraction: fraction.slice(0, 9).replace(/0+$/, ''),
    zone,
  };
}

function isReal({ year, month, day, clock: [hour, minute, second], zone }: Parts): boolean {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  return zone === 'Z' || (Number(zone.slice(1, 3)) <= 24 && Number(zone.slice(4)) <= 60);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return leap ? 29 : 28;
}

function print({ year, month, day, clock: all, fraction, zone }: Parts): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const when = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${all.map(two).join(':')}`;
  return `${when}${fraction && `.${fraction}`} ${printZone(zone)}`;
}

function printZone(zone: string): string {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  if (zone === 'Z' || minutes === 0) return '+0000 UTC';
  const offset = `${zone.slice(0, 1)}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  return `${offset} ${offset}`;
}
