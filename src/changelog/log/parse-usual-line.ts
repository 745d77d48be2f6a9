import { z } from 'zod';
import { intentSchema, outcomeSchema } from '../../model/entry.js';
import { verifySigner } from '../../tlog/sshsig/sshsig.js';
import { canonicalPattern } from './canonical-pattern.js';
import { entryDomain, idOfCanonical } from './entry-id.js';
import { longestLine, type LineSignature } from './signed-line.js';

/**
 * The id of a good line, for most lines at a third of the cost of parseLine. Undefined says nothing: then parseLine is to be
 * asked.
 */
export function idOfUsualLine(line: string): string | undefined {
  const usual = parseUsualLine(line);
  if (!usual) return undefined;
  const { message, k, sig } = usual;
  return verifySigner({ sig, namespace: entryDomain, message }) === k ? idOfCanonical(message) : undefined;
}

/**
 * A line taken apart that is, in its canonical text, an announcement or an outcome: of these a log mostly consists. What is
 * given here has all that parseLine asks of the form of a line; the signature is not checked.
 */
export function parseUsualLine(line: string): (LineSignature & { readonly message: string }) | undefined {
  if (line.length > longestLine) return undefined;
  patterns ??= makePatterns();
  for (const pattern of patterns) {
    const [, message, k, sig] = pattern.exec(line) ?? [];
    if (message !== undefined && k !== undefined && sig !== undefined) return { message, k, sig };
  }
  return undefined;
}

const signature = '\\{"k":"(SHA256:[A-Za-z0-9+/]{43})","sig":"([A-Za-z0-9+/]+={0,2})"\\}';
let patterns: readonly RegExp[] | undefined;

function makePatterns(): RegExp[] {
  const entries = [outcomeSchema, intentSchema].map((schema) =>
    canonicalPattern(z.toJSONSchema(schema, { io: 'input' })),
  );
  return entries.map((entry) => new RegExp(`^\\{"e":(${entry}),"s":${signature}\\}$`));
}
