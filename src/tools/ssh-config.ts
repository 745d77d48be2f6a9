import type { Environment } from './environment.js';
import type { Programs } from './programs.js';
import type { SshKey } from './ssh/ssh-key.js';
import { readKnownKeys } from './ssh/read-known-keys.js';
import { resolveTarget, type SshTarget, type Wanted } from './ssh/ssh-target.js';

/** What ssh on this machine knows of other machines. */
export interface SshConfig {
  /** Whom ssh would reach by that name. */
  targetOf(wanted: Wanted): Promise<SshTarget>;
  /** The keys that known_hosts has for it. */
  knownKeys(target: SshTarget): Promise<SshKey[]>;
}

export function realSshConfig(environment: Environment, programs: Programs): SshConfig {
  return {
    targetOf: (wanted) => resolveTarget(wanted, environment, programs),
    knownKeys: (target) => readKnownKeys(target, programs),
  };
}
