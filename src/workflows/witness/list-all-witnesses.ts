import type { WitnessTools } from '../../tools/witness-tools.js';
import { encodeBase64 } from '../../tlog/base64.js';
import { listWitnesses, witnessFolder } from '../../witness/witness-folder.js';
import { openWitness, type Witness } from '../../witness/witness.js';

/** A witness of this machine and what it has seen. */
export interface ListedWitness {
  readonly name: string;
  readonly vkey: string;
  readonly folder: string;
  readonly logs: readonly ListedLog[];
}

interface ListedLog {
  readonly origin: string;
  readonly keys: readonly string[];
  readonly remote: string | null;
  /** The head cosigned last; time in RFC 3339. */
  readonly cosigned: { readonly size: number; readonly root: string; readonly time: string } | null;
}

/** All witnesses of this machine with the logs that they know. */
export async function listAllWitnesses(tools: WitnessTools): Promise<ListedWitness[]> {
  const { stateFolder } = tools.environment;
  const names = await listWitnesses(tools.files, stateFolder);
  return Promise.all(
    names.map(async (name) => {
      const folder = witnessFolder(stateFolder, name);
      const witness = await openWitness(tools, folder);
      return { name, vkey: witness.key.text, folder, logs: await listLogs(witness) };
    }),
  );
}

async function listLogs({ logs, heads }: Witness): Promise<ListedLog[]> {
  return Promise.all(
    (await logs.list()).map(async ({ origin, keys, remote }) => {
      const head = await heads.latest(origin);
      const cosigned = head && {
        size: head.checkpoint.size,
        root: encodeBase64(head.checkpoint.root),
        time: `${new Date(head.time * 1000).toISOString().slice(0, 19)}Z`,
      };
      return { origin, keys: keys.map(({ text }) => text), remote: remote ?? null, cosigned: cosigned ?? null };
    }),
  );
}
