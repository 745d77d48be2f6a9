import type { Outcome } from '../model/outcome.js';
import type { Step } from '../model/step.js';
import type { WaysOn } from '../model/ways-on.js';

/** What to do about a step that did not get through, where its failure tells nothing better. */
export function retryWords({ app, recipe }: Pick<Step, 'app' | 'recipe'>, result?: Outcome['result']): WaysOn {
  return [
    `whole log: tend app logs ${app}`,
    ...(result === 'rolled-back' && recipe.from !== undefined && recipe.from !== recipe.to
      ? [`back to what runs: tend upgrade ${app.replace(/@.*$/, '')} ${recipe.from}`]
      : []),
    `again: tend apply --app ${app} --retry`,
  ];
}
