import type { Acting } from '../../model/acting.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { waysOn } from '../../model/ways-on.js';
import type { ActorTools } from './actor-question.js';
import type { OpenRegion } from './open-region.js';
import { pseudonymHere } from './pseudonym-here.js';
import { readActing } from './read-acting.js';
import { keepSaidActor } from './said-actor.js';

/** Who somebody says they are (a steward's name or pseudonym), and whether they may be asked. */
export interface WhoamiWish {
  readonly as?: string;
  readonly mayAsk: boolean;
}

/** Who acts on this machine, as it was found out, asked, or is said now and remembered. */
export async function whoami(tools: ActorTools, open: OpenRegion, { as, mayAsk }: WhoamiWish): Promise<Acting> {
  const { region, changelog, mayBeElsewhere } = open;
  if (as !== undefined) await keepSaidActor(tools, region, await idOf(tools, open, as));
  return readActing(tools, { region, place: changelog.place, mayAsk, ...given({ mayBeElsewhere }) });
}

async function idOf(tools: ActorTools, { region }: OpenRegion, as: string): Promise<string> {
  const steward = region.stewards.find(({ name, id }) => name === as || id === as);
  if (steward) return steward.id;
  if (as === (await pseudonymHere(tools))) return as;
  const names = region.stewards.map(({ name }) => name);
  throw new KnownError('USAGE', `${as} is no steward of ${region.name}`, {
    details: [`stewards: ${names.join(', ') || 'none'}`],
    tryThis: waysOn(
      names.slice(0, 5).map((name) => `tend whoami --as ${name}`),
      'tend steward add NAME --me',
    ),
  });
}
