import { KnownError, type Place } from '../model/known-error.js';

/** Bytes of one variable of a program, name included, on Linux (MAX_ARG_STRLEN, execve(2)). */
const longestValue = 128 * 1024;
/** And of all of them together, where nobody raised the stack's size (execve(2)). */
const mostOfAll = 2 * 1024 * 1024;

/** Variables that are read one after the other, each from the ones before: they can grow without end. */
export interface BoundedVariables {
  /** Throws RECIPE_INVALID where `value` is longer than any program may be given, alone or with all before it. */
  check(name: string, value: string, at: Place): void;
}

/** How many characters a variable may have while it is put together. */
export const longestWhileRead = longestValue;

export function boundedVariables(): BoundedVariables {
  const sizes = new Map<string, number>();
  let all = 0;
  return {
    check(name, value, at) {
      all += value.length - (sizes.get(name) ?? 0);
      sizes.set(name, value.length);
      if (value.length > longestValue) throw grown(`${name} grows past 128 KiB`, at);
      if (all > mostOfAll) throw grown(`up to ${name} all variables together grow past 2 MiB`, at);
    },
  };
}

function grown(says: string, at: Place): KnownError {
  return new KnownError('RECIPE_INVALID', `${placeWords(at)}: ${says}, more than Linux gives to a program`, {
    at,
    tryThis: ['look which variables hold each other many times over, and write what is meant'],
  });
}

function placeWords({ file, line }: Place): string {
  return line === undefined ? file : `${file}, line ${line}`;
}
