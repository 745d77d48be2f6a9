import { Config, settings } from '@oclif/core';

/** One line a command, as `tend --help` shows them; the flags stand in `tend COMMAND --help`. */
export async function makeCommandReference(root: string): Promise<string> {
  settings.enableAutoTranspile = false;
  const config = await Config.load({ root, ignoreManifest: true });
  const rows = config.commands
    .filter((command) => !command.hidden)
    .map((command) => `| \`${usage(command)}\` | ${command.summary ?? command.description ?? ''} |`);
  return ['| command | what it does |', '|---|---|', ...rows.sort()].join('\n');
}

function usage(command: { id: string; args: Record<string, { name: string; required?: boolean }> }): string {
  const args = Object.values(command.args).map(({ name, required }) =>
    required ? name.toUpperCase() : `[${name.toUpperCase()}]`,
  );
  return ['tend', command.id.replaceAll(':', ' '), ...args].join(' ');
}
