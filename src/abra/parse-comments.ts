/** An assignment of an env file: its key, what stands behind it, and the lines it takes (from 1). */
export interface Assignment {
  readonly key: string;
  readonly value: string;
  readonly comment: string;
  readonly line: number;
}

/** What a person wrote beside the assignments of an env file. */
export interface OwnComments {
  /** Lines above a variable, by its key; under `''` those behind the last one. */
  readonly above: ReadonlyMap<string, readonly string[]>;
  /** What stands behind a variable, by its key. */
  readonly behind: ReadonlyMap<string, string>;
}

const modifiers = /(?:^|\s)(?:length|charset|generate)=[^\s#]*/g;

/** The recipe's comments by the variable that they speak of: right above its line (commented out or not) and behind it. */
export function parseSampleComments(sample: string): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  let above: string[] = [];
  for (const line of sample.split(/\r?\n/)) {
    const found = assignmentIn(line);
    if (found) comments.set(found.key, [comments.get(found.key) ?? '', ...above, found.comment].join(' ').trim());
    above = !found && isComment(line) ? [...above, bare(line)] : [];
  }
  return comments;
}

/**
 * The comments of an env file that do not come from the recipe's .env.sample. Variables of the sample that are commented
 * out, and the modifiers of secrets, are no comments.
 */
export function parseOwnComments(text: string, assignments: readonly Assignment[], sample: string): OwnComments {
  const known = new Set(sample.split(/\r?\n/).filter(isComment).map(bare));
  const keys = new Set(sample.split(/\r?\n/).flatMap((line) => assignmentIn(line)?.key ?? []));
  const samples = parseSampleComments(sample);
  const above = new Map<string, string[]>();
  const taken = new Set(assignments.flatMap(linesOf));
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (taken.has(index + 1) || !isComment(line) || bare(line) === '' || known.has(bare(line))) continue;
    if (keys.has(assignmentIn(line)?.key ?? '')) continue;
    const next = assignments.find((one) => one.line > index + 1)?.key ?? '';
    above.set(next, [...(above.get(next) ?? []), bare(line)]);
  }
  const behind = assignments.flatMap(({ key, comment }) => {
    const own = comment
      .replace(modifiers, '')
      .replace(/^[#\s]+/, '')
      .trim();
    return own === '' || samples.get(key)?.includes(own) ? [] : [[key, own] as const];
  });
  return { above, behind: new Map(behind) };
}

function linesOf({ line, value }: Assignment): number[] {
  return Array.from({ length: value.split('\n').length }, (_, at) => line + at);
}

/** `KEY=value # comment`, also commented out. */
function assignmentIn(line: string): { readonly key: string; readonly comment: string } | undefined {
  const found = /^[\s#]*(?:export\s+)?([A-Z_][A-Z0-9_]*)=(.*)$/.exec(line);
  if (!found?.[1]) return undefined;
  return { key: found[1], comment: (/\s#+\s*(.*)$/.exec(found[2] ?? '')?.[1] ?? '').trim() };
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

function bare(line: string): string {
  return line.replace(/^[\s#]+/, '').trim();
}
