import { stringify } from 'yaml';

/** `compat`: quotes what YAML 1.1 would take for something else, such as `no` and 0555. */
const options = { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** A value as lines of a block, each indented by so many blanks; ends with a new line. */
export function renderBlock(value: unknown, indent: number): string {
  return stringify(value, options).replace(/^(?=.)/gm, ' '.repeat(indent));
}

/** A value on one line: `{ a: 1 }`, `[ x ]`, `"no"`. */
export function renderFlow(value: unknown): string {
  return renderEntry(['x', value]).slice('x: '.length);
}

/** `key: value` on one line, to stand between braces. */
export function renderEntry([key, value]: readonly [string, unknown]): string {
  const line = stringify({ [key]: value }, { ...options, collectionStyle: 'flow', flowCollectionPadding: false });
  return line.trimEnd().slice(1, -1).trim();
}
