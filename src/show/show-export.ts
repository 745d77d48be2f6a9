import { count } from './align.js';

/** What an export wrote, and how others go on from it. */
export function showExport(end: {
  readonly folder: string;
  readonly apps: number;
  readonly servers: readonly string[];
  readonly commands: readonly string[];
  readonly openValues: number;
  readonly restarting: readonly string[];
}): string {
  const open =
    end.openValues === 0
      ? []
      : [
          `It holds ${count(end.openValues, 'password or key', 'passwords and keys')} in clear text: keep ${end.folder} to yourself.`,
        ];
  return [
    `${count(end.apps, 'app')} on ${count(end.servers.length, 'server')} written to ${end.folder}; nothing was changed on a server.`,
    ...open,
    `abra goes on with it: ABRA_DIR=${end.folder} abra app list`,
    ...commandLines(end.commands),
    ...(end.restarting.length === 0 ? [] : [restartLine(end.restarting)]),
  ].join('\n');
}

/** One by one, or for many in the way a shell says it. */
function commandLines(commands: readonly string[]): string[] {
  if (commands.length === 0) return [];
  const head = 'docker alone goes on too, from that folder, on each server:';
  if (commands.length <= 6) return [head, ...commands.map((command) => `  ${command}`)];
  const loop = 'for stack in *; do docker stack deploy -c $stack/docker-compose.yml $stack; done';
  return ['docker alone goes on too, on each server, in its folder below prepared/:', `  ${loop}`];
}

function restartLine(apps: readonly string[]): string {
  return `Either restarts ${apps.join(', ')} once: somebody ran docker service update there, which puts variables in another order.`;
}
