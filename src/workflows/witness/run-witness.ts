import { KnownError } from '../../model/known-error.js';
import type { WitnessTools } from '../../tools/witness-tools.js';
import { cosignLog, type CosignedLog } from '../../witness/cosign-log.js';
import type { KnownLog } from '../../witness/known-logs.js';
import type { LogSource } from '../../witness/log-source.js';
import type { Witness } from '../../witness/witness.js';
import { openChosenWitness } from './open-chosen-witness.js';
import { waysOn } from '../../model/ways-on.js';

export interface RunWishes {
  readonly witness: string | undefined;
  /** Only this log. */
  readonly origin: string | undefined;
  /** Write the cosigned head there, not to the log's remote. */
  readonly out: string | undefined;
  /** How a log is read; `deliverAs` is the branch for the cosigned head. */
  openSource(log: KnownLog & { readonly remote: string }, deliverAs: string): Promise<LogSource>;
}

export type WitnessedLog = CosignedLog | { readonly origin: string; readonly error: KnownError };

/** Looks at each log that has a remote, once; trouble with one does not keep the others waiting. */
export async function runWitness(tools: WitnessTools, wishes: RunWishes): Promise<WitnessedLog[]> {
  const witness = await openChosenWitness(tools, wishes.witness);
  const logs = chooseLogs(await witness.logs.list(), wishes);
  const done: WitnessedLog[] = [];
  for (const log of logs) done.push(await lookAt(tools, { witness, wishes, log }));
  return done;
}

type Reachable = KnownLog & { readonly remote: string };

function chooseLogs(logs: readonly KnownLog[], { origin, out }: RunWishes): Reachable[] {
  const chosen = logs.filter(
    (log): log is Reachable => log.remote !== undefined && (origin ?? log.origin) === log.origin,
  );
  if (chosen.length === 0)
    throw new KnownError('USAGE', origin ? `${origin} is no log with a remote here` : 'no log with a remote here', {
      tryThis: ['tend witness add ORIGIN --key VKEY --remote GIT'],
    });
  if (out !== undefined && chosen.length > 1)
    throw new KnownError('USAGE', '--out takes the head of one log', {
      tryThis: waysOn(
        chosen.map((log) => `tend witness run ${log.origin} --out FILE`),
        'tend witness list',
      ),
    });
  return chosen;
}

interface Look {
  readonly witness: Witness;
  readonly wishes: RunWishes;
  readonly log: Reachable;
}

async function lookAt(tools: WitnessTools, { witness, wishes, log }: Look): Promise<WitnessedLog> {
  try {
    const source = await wishes.openSource(log, `witness/${witness.key.name}`);
    return await cosignLog(witness, log, wishes.out === undefined ? source : toFile(tools, source, wishes.out));
  } catch (error) {
    if (error instanceof KnownError) return { origin: log.origin, error };
    throw error;
  }
}

/** The same log, with a file in place of the branch. */
function toFile({ files }: WitnessTools, source: LogSource, path: string): LogSource {
  return {
    ...source,
    delivered: () => files.readText(path),
    deliver: (note) => files.write(path, note),
  };
}
