import { LineCounter, parseAllDocuments, type Document, type YAMLError } from 'yaml';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { composeYamlTags } from './compose-yaml-tags.js';

/** A compose file as it is written: plain data, before variables are filled in. */
export interface ComposeSource {
  readonly file: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Reads the YAML of a compose file as docker does: anchors and `<<` resolved, the first document only.
 * COMPOSE_INVALID with line and column where it cannot be read; aliases that blow up are refused.
 */
export function parseComposeFile(file: string, text: string): ComposeSource {
  const lines = new LineCounter();
  const document = firstDocument(text, lines);
  const mistake = document?.errors[0];
  if (mistake) throw unreadable(file, mistake);
  const content = document && toPlain(file, document);
  if (!isMapping(content))
    throw new KnownError('COMPOSE_INVALID', `${file}: a compose file is a mapping of keys`, {
      tryThis: ['begin it with services: and a service below'],
    });
  return { file, content };
}

function firstDocument(text: string, lineCounter: LineCounter): Document | undefined {
  const documents = parseAllDocuments(text, {
    lineCounter,
    schema: 'failsafe',
    customTags: composeYamlTags,
    merge: true,
    logLevel: 'silent',
  });
  return Array.isArray(documents) ? documents[0] : undefined;
}

function toPlain(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (cause) {
    throw new KnownError('COMPOSE_INVALID', `${file}: its anchors and aliases cannot be resolved`, {
      tryThis: [`look for an alias that refers to itself, or to thousands of others, in ${file}`],
      cause,
    });
  }
}

function unreadable(file: string, mistake: YAMLError): KnownError {
  const [start] = mistake.linePos ?? [];
  const place = start ? { file, line: start.line, column: start.col } : { file };
  const says = mistake.message.split(' at line ')[0] ?? mistake.message;
  return new KnownError('COMPOSE_INVALID', `${file} is not YAML that docker can read: ${says}`, {
    at: place,
    tryThis: [`correct ${file} in the recipe, or name another version of it`],
  });
}
