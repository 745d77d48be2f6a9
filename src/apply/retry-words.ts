import type { Step } from '../model/step.js';
import type { WaysOn } from '../model/ways-on.js';

/** What to do about a step that did not get through, where its failure tells nothing better. */
export function retryWords({ app }: Pick<Step, 'app'>): WaysOn {
  return [`whole log: tend app logs ${app}`, `again: tend apply --app ${app} --retry`];
}
