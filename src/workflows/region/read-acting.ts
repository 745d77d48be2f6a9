import { keyStanding } from '../../changelog/keys/key-standing.js';
import { knownState } from '../../changelog/known-state.js';
import { refreshLog } from '../../changelog/refresh-log.js';
import type { Workplace } from '../../changelog/workplace.js';
import type { Acting, KeyStanding } from '../../model/acting.js';
import type { ActorQuestion, ActorTools } from './actor-question.js';
import { whoActs } from './who-acts.js';

/** Who acts, by what that is known, and what the record knows of their key on this machine. */
export async function readActing(tools: ActorTools, question: ActorQuestion): Promise<Acting> {
  const { actor, knownBy } = await whoActs(tools, question);
  const { id, name } = actor;
  const isSteward = question.region.stewards.some((steward) => steward.id === id);
  const key = await standingNow(question.place, id);
  return { id, name, isSteward, knownBy, key: key.kind === 'opens' ? await opening(question) : key };
}

/** In a clone that knows of no record, a first entry would open a second one beside that of the others. */
async function opening({ mayBeElsewhere }: ActorQuestion): Promise<KeyStanding> {
  return (await mayBeElsewhere?.()) ? { kind: 'opens', elsewhere: true } : { kind: 'opens' };
}

/** The remote is asked only where what is known here does not let the key write: it may have been let in since. */
async function standingNow(place: Workplace, id: string): Promise<KeyStanding> {
  const known = await keyStanding(place, await knownState(place), id);
  if (known.kind === 'in-record') return known;
  const { log, fresh } = await refreshLog(place, true);
  return fresh || log.state.opened !== null ? keyStanding(place, log.state, id) : { kind: 'unread' };
}
