import { LineCounter, parseAllDocuments, type Document, type YAMLError } from 'yaml';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { findForeignSyntax } from './yaml/find-foreign-syntax.js';
import { findGrowth } from './yaml/find-growth.js';
import { findControlCharacter, withPlainBreaks, type TextMistake } from './yaml/go-yaml-text.js';
import { resolveDocument } from './yaml/resolve-document.js';

/** A compose file as it is written: plain data, before variables are filled in. */
export interface ComposeSource {
  readonly file: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Characters. Compose files of more than a hundred services have 50,000. */
const longestFile = 1 << 19;

/**
 * Reads the YAML of a compose file as docker does: anchors and `<<` resolved, the first document only.
 * COMPOSE_INVALID with line and column where it cannot be read; aliases that blow up are refused.
 */
export function parseComposeFile(file: string, text: string): ComposeSource {
  if (text.length > longestFile) throw tooLarge(file);
  const lines = new LineCounter();
  const plain = withPlainBreaks(text);
  const document = firstDocument(file, plain, lines);
  const mistake = document?.errors[0];
  if (mistake) throw unreadable(file, mistake, lines);
  const refused = findControlCharacter(plain) ?? findForeignSyntax(plain) ?? findMistake(document);
  if (refused) throw refusedByDocker(file, refused, lines);
  // Nothing in it grows: how many aliases there are does not matter.
  const content: unknown = document?.toJS({ maxAliasCount: -1 });
  if (!isMapping(content))
    throw new KnownError('COMPOSE_INVALID', `${file}: a compose file is a mapping of keys`, {
      tryThis: ['begin it with services: and a service below'],
    });
  return { file, content };
}

function firstDocument(file: string, text: string, lineCounter: LineCounter): Document | undefined {
  const documents = parseOrRefuse(file, text, {
    lineCounter,
    schema: 'failsafe',
    resolveKnownTags: false,
    merge: true,
    logLevel: 'silent',
    // Each of a million mistakes in one long line would be shown with that line.
    prettyErrors: false,
    uniqueKeys: false,
  });
  return Array.isArray(documents) ? documents[0] : undefined;
}

function tooLarge(file: string): KnownError {
  return new KnownError('COMPOSE_INVALID', `${file} is larger than 512 KiB`, {
    at: { file },
    tryThis: [`look into ${file}: this is no compose file that people write`],
  });
}

/** yaml walks by recursion: what is nested on thousands of levels ends as its stack overflow. */
function parseOrRefuse(file: string, text: string, options: Parameters<typeof parseAllDocuments>[1]) {
  try {
    return parseAllDocuments(text, options);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new KnownError('COMPOSE_INVALID', `${file} is nested on thousands of levels`, {
      at: { file },
      tryThis: [`look into ${file}: this is no compose file that people write`],
      cause,
    });
  }
}

/** Keys are compared while they are text: to docker `1` and `"1"` are one. */
function findMistake(document: Document | undefined): TextMistake | undefined {
  return document && (findGrowth(document) ?? resolveDocument(document));
}

function refusedByDocker(file: string, { says, offset }: TextMistake, lines: LineCounter): KnownError {
  const { line, col } = lines.linePos(offset);
  return new KnownError('COMPOSE_INVALID', `${file} is not YAML that docker can read: ${says}`, {
    at: { file, line, column: col },
    tryThis: [`correct line ${line} of ${file} in the recipe, or name another version of it`],
  });
}

function unreadable(file: string, { message, pos: [offset] }: YAMLError, lines: LineCounter): KnownError {
  const { line, col } = lines.linePos(offset);
  return new KnownError('COMPOSE_INVALID', `${file} is not YAML that docker can read: ${message}`, {
    at: { file, line, column: col },
    tryThis: [`correct ${file} in the recipe, or name another version of it`],
  });
}
