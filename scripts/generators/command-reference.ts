import { makeOclifManifest } from '../oclif-manifest.js';

interface Listed {
  readonly id: string;
  readonly args: Record<string, { name: string; required?: boolean }>;
  readonly hidden?: boolean;
  readonly summary?: string;
  readonly description?: string;
}

/** One line a command, as `tend --help` shows them; the flags stand in `tend COMMAND --help`. */
export async function makeCommandReference(root: string): Promise<string> {
  const { commands } = JSON.parse(await makeOclifManifest(root, { strict: true })) as {
    commands: Record<string, Listed>;
  };
  const rows = Object.values(commands)
    .filter((command) => !command.hidden)
    .map((command) => `| \`${usage(command)}\` | ${command.summary ?? command.description ?? ''} |`);
  return ['| command | what it does |', '|---|---|', ...rows.sort()].join('\n');
}

function usage(command: Listed): string {
  const args = Object.values(command.args).map(({ name, required }) =>
    required ? name.toUpperCase() : `[${name.toUpperCase()}]`,
  );
  return ['tend', command.id.replaceAll(':', ' '), ...args].join(' ');
}
