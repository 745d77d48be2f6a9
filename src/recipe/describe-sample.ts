import type { SampleKey } from '../model/recipe-description.js';
import { parseEnvLines } from './parse-env-lines.js';

/** `#SMTP_HOST=mail.example.com`, but not `# Note: a=b`. */
const optionalLine = /^[ \t]*#[ \t]*((?:export[ \t]+)?[A-Z][A-Z0-9_]*=.*)$/;
const commentLine = /^[ \t]*#+[ \t]*(.*)$/;

/**
 * The variables of an .env.sample in its order, those that are commented out too, each with what is said about it: the
 * comment lines right above, and what stands behind. A key that comes twice is told once, as it stands first.
 */
export function describeSample(text: string): SampleKey[] {
  const set = new Map(parseEnvLines(text, '.env.sample').lines.map((line) => [line.line, line]));
  const keys: SampleKey[] = [];
  let above: string[] = [];
  for (const [index, line] of text.replace(/\r\n?/g, '\n').split('\n').entries()) {
    const optional = optionalLine.exec(line)?.[1];
    const found = set.get(index + 1) ?? (optional === undefined ? undefined : parseOptional(optional));
    const says = commentLine.exec(line)?.[1];
    if (found) {
      const comment = [...above, found.comment].filter(Boolean).join(' ');
      keys.push({ key: found.key, value: found.value, optional: optional !== undefined, comment });
      above = [];
    } else above = says === undefined || says === '' ? [] : [...above, says];
  }
  return [...Map.groupBy(keys, ({ key }) => key).values()].flatMap(([first]) => first ?? []);
}

/** A line that is commented out may be anything: one that cannot be read is none. */
function parseOptional(line: string) {
  try {
    return parseEnvLines(`${line}\n`, '.env.sample').lines[0];
  } catch {
    return undefined;
  }
}
