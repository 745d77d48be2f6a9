import { testedAbra } from '../../render/abra-facts.js';
import { KnownError } from '../../model/known-error.js';
import type { Programs } from '../../tools/programs.js';

/** The abra of this machine. `version` as it tells it, `0.13.0-beta`; undefined where it tells none. */
export type AbraProgram =
  { readonly missing: true } | { readonly missing: false; readonly version: string | undefined };

/** Asks abra for its version. */
export async function readAbraProgram({ programs }: { readonly programs: Programs }): Promise<AbraProgram> {
  const asked = await programs.run('abra', ['--version'], { timeoutMs: 10_000, env: { LC_ALL: 'C' } });
  return asked.missing ? { missing: true } : { missing: false, version: /\d+\.\d+[\w.+-]*/.exec(asked.stdout)?.[0] };
}

/** What to warn of; undefined: nothing. */
export function abraWarning(program: AbraProgram): string | undefined {
  if (program.missing) return 'abra is not on this machine: nothing can be applied to apps with engine: abra from here';
  if (program.version?.startsWith(`${testedAbra.known}.`)) return undefined;
  return `abra ${program.version ?? 'of an unknown version'}: tend knows abra ${testedAbra.known}; ${testedAbra.says}`;
}

/** No abra, and steps that want it. */
export function abraMissing(apps: readonly string[]): KnownError {
  return new KnownError(
    'TOOL_MISSING',
    `${apps.join(', ')}: engine: abra, and abra is not on this machine; nothing was done`,
    {
      tryThis: [
        'install abra and put it on the PATH: https://docs.coopcloud.tech/abra/install/',
        'or take engine: abra out of the manifest: the built-in engine makes the same stacks, secrets and labels',
      ],
    },
  );
}
