import type { Dice } from '../mutate.js';

/**
 * What a parser made of a text: `read`; `refused`, in the way that it promises, after it was understood as far as its
 * grammar and outermost form; or refused `early`, before that. Whatever is thrown is a failure.
 */
export type Reading = 'read' | 'refused' | 'early';

/** A parser that is fed with texts like valid ones. */
export interface StructuredTarget {
  readonly name: string;
  /** What is read, for `npm run fuzz` without a target. */
  readonly says: string;
  /** The share of texts, in percent, that must get past the early checks; else the target tests little. */
  readonly beyondEarly: number;
  readonly make: (dice: Dice) => string;
  readonly read: (text: string) => Reading | Promise<Reading>;
  /** After the last text. */
  readonly close?: () => Promise<void>;
}
