import { KnownError } from '../../../src/model/known-error.js';
import type { Reading } from './structured-target.js';

/** What a refusal says; anything else that was thrown is thrown on, and so is a refusal that leaves people without a next step. */
export function refusedOrThrown(error: unknown, early: RegExp): Reading {
  if (!(error instanceof KnownError)) throw error;
  if (error.message === '' || error.tryThis.length === 0 || error.message.length > 20_000)
    throw new Error(`a refusal that helps nobody: ${error.code} ${error.message.slice(0, 200)}`);
  return early.test(error.message) ? 'early' : 'refused';
}
