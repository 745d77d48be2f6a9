import type { Actor } from '../../model/acting.js';
import { KnownError } from '../../model/known-error.js';
import type { Region } from '../../model/region.js';
import type { ActorQuestion, ActorTools } from './actor-question.js';
import { keptPseudonym } from './pseudonym-here.js';
import { keepSaidActor } from './said-actor.js';

/** Asks a person which of the stewards they are, and remembers it for this machine. USAGE where nobody may be asked. */
export async function askWhoActs(tools: ActorTools, { region, mayAsk }: ActorQuestion): Promise<Actor> {
  if (!mayAsk || !tools.terminal.interactive) throw nobodySaid(region);
  const choices = region.stewards.map(({ name, id }) => ({ name: `${name} (${id} in the record)`, value: name }));
  const none = { name: 'none of them', value: '' };
  const name = await tools.terminal.choose(`Who are you in ${region.name}?`, [...choices, none]);
  const actor = region.stewards.find((steward) => steward.name === name) ?? {
    id: await keptPseudonym(tools),
    name: tools.environment.userName,
  };
  await keepSaidActor(tools, region, actor.id);
  return actor;
}

function nobodySaid({ name, stewards }: Region): KnownError {
  const [first = 'NAME'] = stewards.map((steward) => steward.name);
  return new KnownError('USAGE', `nobody said who acts on this machine: it has no key in the record of ${name} yet`, {
    details: [`stewards: ${stewards.map((steward) => steward.name).join(', ')}`],
    tryThis: [
      `if you are ${first}, say it for this machine: tend whoami --as ${first}`,
      `or for one run: export TEND_STEWARD=${first}`,
      'if you are none of them yet: tend steward add NAME --me',
    ],
  });
}
