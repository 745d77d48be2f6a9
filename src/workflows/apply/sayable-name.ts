import { intentSchema, outcomeSchema } from '../../model/entry.js';

const { recipe, env } = intentSchema.shape.steps.element.shape;
const observed = outcomeSchema.shape.observed.unwrap();

/** Whether an entry of the changelog has room for a value: the entry's own format decides. */
export const fits = {
  envKey: (key: string) => env.shape.added.element.safeParse(key).success,
  name: (name: string) => recipe.shape.name.safeParse(name).success,
  version: (version: string) => recipe.shape.to.safeParse(version).success,
  swarm: (id: string) => observed.shape.swarm.safeParse(id).success,
};

/** A name as an entry can say it: what does not fit is written with dashes. */
export function sayableName(name: string): string {
  return fits.name(name) ? name : `x-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`.slice(0, 128);
}
