/** The only kind of failure that abra knows: exit status 1. */
export class Fatal extends Error {}

export function fatal(says: string): never {
  throw new Fatal(says);
}

const german: readonly (readonly [RegExp, string])[] = [
  [/is already deployed/, 'ist bereits ausgerollt'],
  [/is not deployed/, 'ist nicht ausgerollt'],
  [/deploy succeeded/, 'Ausrollen erfolgreich'],
  [/deploy timed out/, 'Zeit beim Ausrollen abgelaufen'],
  [/already exists/, 'existiert bereits'],
  [/no upgrades available/, 'keine Aktualisierungen verfügbar'],
];

/** Text in the language of the surroundings: nobody may match on it. */
export function translated(text: string): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const language = LC_ALL || LC_MESSAGES || LANG || 'C';
  if (!language.startsWith('de')) return text;
  return german.reduce((said, [from, to]) => said.replace(from, to), text);
}

export function say(text: string): void {
  process.stderr.write(`INFO ${translated(text)}\n`);
}

/** What abra shows to people stands in boxes. */
export function box(title: string, rows: readonly (readonly [string, string])[]): void {
  const lines = [translated(title), ...rows.map(([key, value]) => `${translated(key).padEnd(16)}${value}`)];
  const width = Math.max(...lines.map((line) => line.length));
  const framed = lines.map((line) => `┃ ${line.padEnd(width)} ┃`);
  process.stdout.write([`┏${'━'.repeat(width + 2)}┓`, ...framed, `┗${'━'.repeat(width + 2)}┛`, ''].join('\n'));
}

export function json(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Without --no-input abra opens a full-screen question, which wants a terminal. */
export function ask(flags: ReadonlySet<string>): void {
  if (flags.has('no-input')) return;
  if (!process.stdin.isTTY || !process.stdout.isTTY) fatal('could not open a new TTY: open /dev/tty: no such device');
}

/** True where a test asked for this trap. */
export function hasTrap(name: string): boolean {
  return (process.env['ABRA_STAND_IN_TRAPS'] ?? '').split(' ').includes(name);
}
