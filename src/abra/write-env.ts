/** How a variable is to stand in an .env. */
export interface EnvWish {
  /** All variables, in the order in which new ones are written. */
  readonly values: ReadonlyMap<string, string>;
  /** What stands behind a variable: modifiers of a secret, a person's words. Absent: as in the sample. */
  readonly behind: ReadonlyMap<string, string>;
  /** A person's lines above a variable; under `''` those at the beginning. */
  readonly above: ReadonlyMap<string, readonly string[]>;
  /** What the sample gives, its variables filled in. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * An .env as `abra app new` and people would have made it of a recipe's .env.sample: its lines and comments, other values
 * in their place, what the app lacks commented out, further variables at the end (abra-facts.ts).
 */
export function writeEnv(sample: string, wish: EnvWish): string {
  const { values, above } = wish;
  const written = new Set<string>();
  const lines = splitSample(sample);
  const last = new Map(lines.flatMap(({ key }, at) => (key === undefined ? [] : [[key, at] as const])));
  const kept = lines.flatMap(({ key, text }, at): string[] => {
    if (key === undefined) return [text];
    const value = values.get(key);
    if (value === undefined) return text.split('\n').map((line) => `#${line}`);
    // Earlier lines of a variable that is set again lead up to the last one: only that one is changed.
    if (last.get(key) !== at) return value === wish.given[key] ? [text] : [];
    written.add(key);
    const isSame = value === wish.given[key] && !wish.behind.has(key) && !above.has(key);
    return isSame && !text.includes('$') ? [text] : entryOf([key, value], wish, commentOf(text));
  });
  const further = [...values].filter(([key]) => !written.has(key));
  const added = further.flatMap(([key, value]) => entryOf([key, value], wish));
  return `${[...(above.get('') ?? []).map(commentLine), ...trimmed(kept), ...added].join('\n')}\n`;
}

function entryOf([key, value]: readonly [string, string], { above, behind }: EnvWish, comment = ''): string[] {
  const words = behind.get(key) ?? comment;
  return [...(above.get(key) ?? []).map(commentLine), `${key}=${quoted(value)}${words === '' ? '' : ` # ${words}`}`];
}

function commentLine(text: string): string {
  return `# ${text}`;
}

/** Bare where that is plain, else in single quotes, which keep all but themselves and a carriage return. */
function quoted(value: string): string {
  if (/^[\w@%+:,./-]*$/.test(value)) return value;
  if (!/['\r]/.test(value)) return `'${value}'`;
  // A backtick means nothing to abra, and a command to a shell that somebody reads the file with.
  const escaped = value
    .replace(/["\\$`]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

interface SampleLine {
  /** Of an assignment that is not commented out. */
  readonly key?: string;
  readonly text: string;
}

/** The lines of a sample; an assignment whose quotes span lines is one. */
function splitSample(sample: string): SampleLine[] {
  const source = sample.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const form = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(?:'[^']*'|"(?:[^"\\]|\\[^])*"|)[^\n]*$/gm;
  const lines: SampleLine[] = [];
  let at = 0;
  for (const found of source.matchAll(form)) {
    lines.push(...plainLines(source.slice(at, found.index)));
    lines.push({ key: found[1] ?? '', text: found[0] });
    at = found.index + found[0].length + 1;
  }
  return [...lines, ...plainLines(source.slice(at))];
}

function plainLines(text: string): SampleLine[] {
  return text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => ({ text: line }));
}

function commentOf(text: string): string {
  return (/\s#+\s*([^'"\n]*)$/.exec(text)?.[1] ?? '').trim();
}

function trimmed(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, end + 1);
}
