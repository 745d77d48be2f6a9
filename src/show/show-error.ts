import { given } from '../model/given.js';
import type { KnownError } from '../model/known-error.js';
import type { Paint } from './paint.js';

/** A failure as people read it: what happened, where, what to do next. */
export function showError(error: KnownError, paint: Paint): string {
  const at = error.at
    ? `${[error.at.file, error.at.line, error.at.column].filter((part) => part !== undefined).join(':')}  `
    : '';
  const next = error.tryThis.map((line, index) => `${index === 0 ? 'next: ' : '      '}${line}`);
  const body =
    error.details.length > 0 && error.code === 'MANIFEST_INVALID'
      ? [...error.details, error.message]
      : [at + error.message, ...error.details.map((line) => `  ${line}`)];
  return [paint.bad(body[0] ?? ''), ...body.slice(1), ...next].join('\n');
}

/** The same facts for machines. */
export function errorAsJson(error: KnownError): object {
  const { code, message, details, tryThis, at, exitStatus } = error;
  return { version: 1, error: { code, message, details, tryThis, ...given({ at }), exitStatus } };
}

/** A bug for machines; the text to report stands on stderr. */
export function bugAsJson(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  return { version: 1, error: { code: 'BUG', message, exitStatus: 1 } };
}

/** A bug: a text that is ready to report. */
export function showBug(error: unknown, version: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `This is a bug in tend ${version}, not something that you did.`,
    'Nothing more was done after it. Please report this text (read it first: it may name your hosts):',
    '',
    stack,
  ].join('\n');
}
