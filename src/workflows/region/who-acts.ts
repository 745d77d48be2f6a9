import { join } from 'node:path';
import { logFolder, recordKeysFolder } from '../../changelog/log-folder.js';
import { KnownError } from '../../model/known-error.js';
import { logOrigin } from '../../model/log-origin.js';
import type { Region, Steward } from '../../model/region.js';
import type { ReadingTools } from '../../tools/tools.js';
import { makePseudonym } from './make-pseudonym.js';

/** Who acts: the pseudonym for the record, and the name that people of the region know. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

type ActorTools = Pick<ReadingTools, 'environment' | 'files' | 'random'>;

/**
 * The steward that TEND_STEWARD names, or whose key lies in ~/.ssh, or whose key for the record is kept here, or the only
 * one there is; a CI job is `op-ci`; anybody else gets a pseudonym that is kept on this machine.
 */
export async function whoActs(tools: ActorTools, region: Region): Promise<Actor> {
  const { variables, isCi } = tools.environment;
  const said = variables['TEND_STEWARD'];
  if (said) return named(region, said);
  if (isCi) return { id: 'op-ci', name: 'CI' };
  const byKey = await stewardByKey(tools, region.stewards);
  if (byKey) return byKey;
  const byRecordKey = await stewardByRecordKey(tools, region);
  if (byRecordKey) return byRecordKey;
  const [only, ...others] = region.stewards;
  return only && others.length === 0 ? only : strangerOf(tools);
}

function named(region: Region, name: string): Actor {
  const found = region.stewards.find((steward) => steward.name === name);
  if (found) return found;
  const names = region.stewards.map((steward) => steward.name);
  throw new KnownError('USAGE', `TEND_STEWARD names "${name}", who is no steward of ${region.name}`, {
    details: [`stewards: ${names.join(', ') || 'none'}`],
    tryThis: [
      ...(names.length === 0 ? [] : ['set TEND_STEWARD to one of them']),
      'or leave it to tend: unset TEND_STEWARD',
      `or add ${name} to the stewards in region.yml`,
    ],
  });
}

async function stewardByKey(
  { environment, files }: ActorTools,
  stewards: readonly Steward[],
): Promise<Steward | undefined> {
  const folder = join(environment.home, '.ssh');
  const names = (await files.list(folder)).map(({ name }) => name).filter((name) => name.endsWith('.pub'));
  const keys = await Promise.all(names.map(async (name) => keyPart(await files.readText(join(folder, name)))));
  return stewards.find((steward) => steward.key !== undefined && keys.includes(keyPart(steward.key)));
}

/** The one steward who has written into this record from this machine. */
async function stewardByRecordKey({ environment, files }: ActorTools, region: Region): Promise<Steward | undefined> {
  const folder = recordKeysFolder({ folder: logFolder(environment, logOrigin(region)) });
  const names = new Set((await files.list(folder)).map(({ name }) => name));
  const [own, ...others] = region.stewards.filter(({ id }) => names.has(id));
  return others.length === 0 ? own : undefined;
}

function keyPart(line: string | undefined): string {
  return line?.trim().split(/\s+/).slice(0, 2).join(' ') ?? '';
}

async function strangerOf({ environment, files, random }: ActorTools): Promise<Actor> {
  const path = join(environment.stateFolder, 'pseudonym');
  const known = (await files.readText(path))?.trim();
  if (known) return { id: known, name: environment.userName };
  const id = makePseudonym(random);
  await files.write(path, `${id}\n`);
  return { id, name: environment.userName };
}
