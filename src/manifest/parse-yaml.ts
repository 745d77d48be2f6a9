import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import { findDuplicates } from './find-duplicates.js';
import { makeFinder } from './make-finder.js';
import { isTooLarge } from './is-too-large.js';
import type { ManifestFile } from './manifest-file.js';
import { placeAt, type YamlSource } from './yaml-source.js';
import type { Mistake } from './mistake.js';
import { manifestValues } from './manifest-values.js';

/** Characters; 10,000 apps take about 5 million. */
const largestFile = 32 * 1024 * 1024;

const protoKey = /__proto__["']?\s*:|\?\s+["']?__proto__/;

export interface YamlRead {
  /** Missing where the text cannot be read at all. */
  readonly source?: ManifestFile;
  readonly mistakes: readonly Mistake[];
}

/** Reads one YAML file of the manifest. Never throws for what stands in it: all of that is a mistake. */
export function parseYaml(file: string, text: string): YamlRead {
  const says = saysAboutText(text);
  if (says !== undefined) return { mistakes: [{ at: placeAt(file, text, text.trimEnd().length), says }] };
  const proto = text.search(protoKey);
  if (proto >= 0)
    return {
      mistakes: [
        { at: placeAt(file, text, proto), says: '__proto__ is no name: programs in JavaScript lose it. Rename it.' },
      ],
    };
  try {
    return parseOneDocument(file, text);
  } catch (error) {
    return { mistakes: [yamlMistake(file, text, error)] };
  }
}

/** A text cut in the middle of a line could read as a shorter version, domain or name: it must end with a line. */
function saysAboutText(text: string): string | undefined {
  if (text.length > largestFile) return 'is larger than 32 MB. Split it into apps/NAME.yml.';
  if (text.trim() === '') return 'is empty. If it was cut short, get it back: git checkout.';
  if (text.includes('\0')) return 'holds a zero byte: this is no text.';
  if (!text.endsWith('\n'))
    return 'ends in the middle of a line and may be cut short. If it is whole, end it with a new line.';
  return undefined;
}

function parseOneDocument(file: string, text: string): YamlRead {
  const events = parseEvents(text, { maxDepth: 50 });
  if (isTooLarge(events, text))
    return { mistakes: [{ at: { file, line: 1, column: 1 }, says: 'grows without end by its *aliases.' }] };
  const [documents, mistakes] = construct({ file, text, events });
  if (documents.length > 1)
    return { mistakes: [{ at: secondDocument(file, text), says: 'is a second document. Keep one a file.' }] };
  const [value] = documents;
  if (value === undefined || value === null)
    return { mistakes: [{ at: placeAt(file, text, 0), says: 'holds nothing but comments.' }] };
  const source = { file, text, events };
  return { source: { ...source, value, ...makeFinder(source) }, mistakes };
}

/** A key that is there twice is told, with all others like it, and the rest is still read. */
function construct({ file, text, events }: YamlSource): [unknown[], Mistake[]] {
  const options = { source: text, schema: manifestValues, maxAliases: 1000 };
  try {
    return [constructFromEvents(events, options), []];
  } catch (error) {
    const mistakes = error instanceof YAMLException ? findDuplicates({ file, text, events }) : [];
    if (mistakes.length === 0) throw error;
    return [constructFromEvents(events, { ...options, json: true }), mistakes];
  }
}

function yamlMistake(file: string, text: string, error: unknown): Mistake {
  if (!(error instanceof YAMLException)) throw error;
  return {
    at: placeAt(file, text, Math.min(error.mark?.position ?? 0, text.length)),
    says: `cannot be read as YAML: ${error.reason}. Look here and on the line above: an open bracket, an open quote, or the indentation.`,
  };
}

function secondDocument(file: string, text: string) {
  const found = text.slice(4).search(/^---/m);
  return placeAt(file, text, found < 0 ? 0 : found + 4);
}
