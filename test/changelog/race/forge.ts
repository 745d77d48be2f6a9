import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRegionChangelog, type RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { origin } from '../entries.js';
import type { Here } from '../here.js';
import { toolsOf } from '../tools-of.js';

/**
 * A forge that shows whom what it likes: one address, `ssh://forge.example.org/changelog.git`, and behind it, for each machine
 * and for fetching and pushing, whichever repository the test says. What is asked is real git; only ssh is a script.
 */
export interface Forge {
  /** Another repository behind the address: a copy of the first as it is now. Gives its folder. */
  copy(name: string): string;
  /** Which repository a machine (or `all`) is shown; by default for both ways. */
  show(machine: string, repository: string, ways?: readonly Way[]): void;
  /** A machine with the key that was let in under its name. */
  open(machine: string): RegionChangelog;
}

type Way = 'git-upload-pack' | 'git-receive-pack';

const script = `
for order; do :; done
way=\${order%% *}
exec "$way" "$(cat "$1/routes/$2.$way" 2>/dev/null || cat "$1/routes/all.$way")"
`;

export function makeForge(here: Here): Forge {
  const ways = ['git-upload-pack', 'git-receive-pack'] as const;
  mkdirSync(join(here.folder, 'routes'));
  writeFileSync(join(here.folder, 'ssh.sh'), script);
  function show(machine: string, repository: string, shown: readonly Way[] = ways): void {
    for (const way of shown) writeFileSync(join(here.folder, 'routes', `${machine}.${way}`), repository);
  }
  show('all', here.remote);
  return {
    show,
    copy(name) {
      const folder = join(here.folder, `${name}.git`);
      cpSync(here.remote, folder, { recursive: true });
      return folder;
    },
    open: (machine) => openThere(here, machine),
  };
}

function openThere(here: Here, machine: string): RegionChangelog {
  const tools = toolsOf(join(here.folder, machine), { TEND_RECORD_KEY: join(here.folder, 'keys', machine) });
  const command = `sh '${here.folder}/ssh.sh' '${here.folder}' ${machine}`;
  const env = { GIT_SSH_COMMAND: command, GIT_SSH_VARIANT: 'ssh' };
  const git: typeof tools.git = {
    run: (args, options) => tools.git.run(args, { ...options, env }),
    runBytes: (args, options) => tools.git.runBytes(args, { ...options, env }),
    streamBytes: (args, options) => tools.git.streamBytes(args, { ...options, env }),
  };
  return openRegionChangelog(
    { ...tools, git },
    {
      origin,
      remotes: ['ssh://forge.example.org/changelog.git'],
      regionFolder: join(here.folder, 'region'),
      regionName: 'merri-bek',
    },
  );
}
