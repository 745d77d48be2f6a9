import { readLabStatus } from '../../lab/read-lab-status.js';
import { findMissingPackages } from '../../lab/check-machine.js';
import type { LabStatus } from '../../model/lab.js';
import type { LabTools } from '../../tools/lab-tools.js';

/** All labs of this machine, and what is left of others. */
export function readLabs(tools: LabTools): Promise<LabStatus[]> {
  return readLabStatus(tools);
}

/** Debian packages that a lab needs and this machine lacks; none where it is no Linux or the asker not root: packages would not help. */
export async function missingForLab(tools: LabTools): Promise<string[]> {
  const { platform, isRoot } = tools.environment;
  return platform === 'linux' && isRoot ? findMissingPackages(tools) : [];
}
