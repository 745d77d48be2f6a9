import type { Word, WordPart } from 'unbash';
import { longestWhileRead } from './bounded-variables.js';

/**
 * What a shell would make of a word in an assignment, from its text and the variables known so far; undefined where
 * that needs anything run or known from elsewhere. What is longer than any variable may be is put together no further.
 */
export function expandShellWord(word: Word, known: ReadonlyMap<string, string>): string | undefined {
  if (/^~|:~/.test(word.text)) return undefined;
  return word.parts ? joinParts(word.parts, known) : word.value;
}

function joinParts(parts: readonly WordPart[], known: ReadonlyMap<string, string>): string | undefined {
  let joined = '';
  for (const part of parts) {
    const text = expandPart(part, known);
    if (text === undefined) return undefined;
    joined += text;
    if (joined.length > longestWhileRead) break;
  }
  return joined;
}

function expandPart(part: WordPart, known: ReadonlyMap<string, string>): string | undefined {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return joinParts(part.parts, known);
    // Assignments expand neither file names nor braces (POSIX shell, 2.9.1).
    case 'Glob':
    case 'BraceExpansion':
    case 'ExtendedGlob':
      return part.text;
    case 'SimpleExpansion':
      return known.get(part.text.slice(1));
    case 'ParameterExpansion':
      return part.operation || part.prefix || part.index ? undefined : known.get(part.parameter);
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
      return undefined;
  }
}
