import { join } from 'node:path';
import { keptFingerprints } from '../../changelog/keys/kept-keys.js';
import { keyOf } from '../../changelog/fold/key-of.js';
import type { LogState } from '../../changelog/fold/log-state.js';
import { knownState } from '../../changelog/known-state.js';
import { readState } from '../../changelog/read-state.js';
import type { Workplace } from '../../changelog/workplace.js';
import type { Actor, KnownBy } from '../../model/acting.js';
import { KnownError } from '../../model/known-error.js';
import type { Region, Steward } from '../../model/region.js';
import type { ActorQuestion, ActorTools } from './actor-question.js';
import { askWhoActs } from './ask-who-acts.js';
import { keptPseudonym, pseudonymHere } from './pseudonym-here.js';
import { readSaidActor, type SaidActor } from './said-actor.js';

/** Who acts, and by what that is known. */
export interface FoundActor {
  readonly actor: Actor;
  readonly knownBy: KnownBy;
}

/**
 * Who acts, the first of these that tells: the steward whom TEND_STEWARD names; `op-ci` where CI is set; what was said on this
 * machine; the steward whose public key lies in ~/.ssh; the steward whose key of this machine is in the record; the steward
 * whose pseudonym this machine keeps; where there are no stewards, or somebody said to be none of them, that pseudonym. Else
 * it is asked on a terminal, and USAGE says how to tell it without one: nobody is taken for somebody else.
 */
export async function whoActs(tools: ActorTools, question: ActorQuestion): Promise<FoundActor> {
  const { region, place } = question;
  const { variables, isCi } = tools.environment;
  const named = variables['TEND_STEWARD'];
  if (named) return { actor: await stewardNamed(tools, region, named), knownBy: 'variable' };
  if (isCi) return { actor: { id: 'op-ci', name: 'CI' }, knownBy: 'ci' };
  const said = await readSaidActor(tools, region);
  const kept = await pseudonymHere(tools);
  return (
    found(stewardWith(region, said?.id), 'said') ??
    found(await stewardByKey(tools, region.stewards), 'ssh-key') ??
    found(await stewardByRecordKey(place, region), 'record-key') ??
    found(stewardWith(region, kept), 'pseudonym') ??
    (isStillNone(region, said)
      ? { actor: await nobodyInManifest(tools, said?.id), knownBy: 'pseudonym' }
      : { actor: await askWhoActs(tools, question), knownBy: 'said' })
  );
}

function found(actor: Actor | undefined, knownBy: KnownBy): FoundActor | undefined {
  return actor && { actor, knownBy };
}

function stewardWith({ stewards }: Region, id: string | undefined): Steward | undefined {
  return stewards.find((steward) => steward.id === id);
}

async function stewardNamed(tools: ActorTools, region: Region, name: string): Promise<Actor> {
  const steward = region.stewards.find((one) => one.name === name || one.id === name);
  if (steward) return steward;
  if (name === (await pseudonymHere(tools))) return { id: name, name: tools.environment.userName };
  const names = region.stewards.map((one) => one.name);
  throw new KnownError('USAGE', `TEND_STEWARD names "${name}", who is no steward of ${region.name}`, {
    details: [`stewards: ${names.join(', ') || 'none'}`],
    tryThis: [
      ...(names.length === 0 ? [] : [`set it to one of them: export TEND_STEWARD=${names[0] ?? ''}`]),
      'or leave it to tend: unset TEND_STEWARD',
      `or add a steward: tend steward add ${/^[a-z0-9-]+$/.test(name) ? name : 'NAME'}`,
    ],
  });
}

async function stewardByKey(
  { environment, files }: ActorTools,
  stewards: readonly Steward[],
): Promise<Steward | undefined> {
  if (stewards.every(({ key }) => key === undefined)) return undefined;
  const folder = join(environment.home, '.ssh');
  const names = (await files.list(folder)).map(({ name }) => name).filter((name) => name.endsWith('.pub'));
  const keys = await Promise.all(names.map(async (name) => keyPart(await files.readText(join(folder, name)))));
  return stewards.find((steward) => steward.key !== undefined && keys.includes(keyPart(steward.key)));
}

function keyPart(line: string | undefined): string {
  return line?.trim().split(/\s+/).slice(0, 2).join(' ') ?? '';
}

/** The one steward who has a key on this machine that the record lets write; the remote is asked where it is not known here. */
async function stewardByRecordKey(place: Workplace, region: Region): Promise<Steward | undefined> {
  const prints = await keptFingerprints(place);
  if (prints.length === 0) return undefined;
  return holderAmong(region, await knownState(place), prints) ?? holderAmong(region, await readState(place), prints);
}

function holderAmong(region: Region, state: LogState, prints: readonly string[]): Steward | undefined {
  const keys = prints.map((print) => keyOf(state, print)).filter((key) => key?.revoked === null);
  const [only, ...others] = [...new Set(keys.map((key) => stewardWith(region, key?.holder)))].filter(Boolean);
  return others.length === 0 ? only : undefined;
}

/** Stewards that came since may be whoever said to be none. */
function isStillNone({ stewards }: Region, said: SaidActor | undefined): boolean {
  if (stewards.length === 0) return true;
  if (said === undefined || said.stewards.includes(said.id)) return false;
  return stewards.every(({ id }) => said.stewards.includes(id));
}

async function nobodyInManifest(tools: ActorTools, id: string | undefined): Promise<Actor> {
  return { id: id ?? (await keptPseudonym(tools)), name: tools.environment.userName };
}
