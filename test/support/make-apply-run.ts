import type { ApplyRun } from '../../src/workflows/apply/apply-run.js';
import { makeNode } from './builders.js';
import { makeOpenRegion } from './make-open-region.js';
import { makeTools } from './make-tools.js';
import { onlyWith } from './only-with.js';

/** An apply of no steps by ada. */
export function makeApplyRun(over: Partial<ApplyRun> = {}): ApplyRun {
  return {
    tools: makeTools(),
    open: makeOpenRegion(),
    actor: { id: 'op-7f3k', name: 'ada' },
    steps: [],
    secrets: new Map(),
    auths: { authFor: async () => undefined },
    leaseSeconds: 60,
    recordLater: false,
    signal: new AbortController().signal,
    mask: (text) => text,
    tell: () => undefined,
    nodeNamed: () => makeNode(),
    sharedNode: async () => onlyWith('sharedNode'),
    ...over,
  };
}
