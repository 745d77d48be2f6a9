import type { ShownText } from '../model/shown-text.js';
import { sanitize } from './sanitize.js';

/** What makes words of values (none: nothing is to be shown); or a sentence, which is taken for a text of others as a whole. */
export type Making<A extends readonly unknown[]> = string | ((...values: A) => string | undefined);

/**
 * The one way onto a screen: what is to be shown is handed to `make` with every text in it cleaned, long ones cut. Colours and
 * newlines in the result are therefore those of `make`, whatever others wrote.
 */
export function shown<A extends readonly unknown[]>(make: Making<A>, ...values: A): ShownText {
  return (typeof make === 'string' ? sanitize(make) : (make(...sanitize(values)) ?? '')) as ShownText;
}

/** The same with nothing cut: for what somebody asked to see whole. */
export function shownWhole<A extends readonly unknown[]>(make: Making<A>, ...values: A): ShownText {
  return (typeof make === 'string' ? sanitize(make, true) : (make(...sanitize(values, true)) ?? '')) as ShownText;
}
