import type { LabFixture } from '../live/support/lab-fixture.js';

/** What of a stack there is on the server: `service abc123`. */
export async function lookFor(fixture: LabFixture, kinds: readonly string[], stack: string): Promise<string[]> {
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const filter = `label=com.docker.stack.namespace=${stack}`;
      const ids = await fixture.docker(1, kind, 'ls', '--quiet', '--filter', filter);
      return ids
        .split('\n')
        .filter(Boolean)
        .map((id) => `${kind} ${id}`);
    }),
  );
  return found.flat();
}
