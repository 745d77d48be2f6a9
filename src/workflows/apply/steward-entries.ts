import type { NewEntry } from '../../model/entry.js';
import { logOrigin } from '../../model/log-origin.js';
import type { Step } from '../../model/step.js';
import type { Announcing } from './apply-run.js';

/** Who answers for the apps of these steps, where the record does not say it yet: one entry for each change of steward. */
export async function stewardEntries(run: Announcing, steps: readonly Step[]): Promise<NewEntry[]> {
  const { region, changelog } = run.open;
  const { stewards = [] } = await changelog.read({ offlineOk: true });
  return steps.flatMap(({ app: name, node }) => {
    const app = region.apps.find((one) => one.name === name && one.node === node);
    const known = stewards.find((one) => one.app === name && one.node === node);
    const steward = idOf(app?.steward) ?? null;
    const deputies = (app?.deputies ?? []).flatMap((deputy) => idOf(deputy) ?? []);
    const same = known
      ? (known.steward ?? null) === steward && known.deputies.join() === deputies.join()
      : steward === null && deputies.length === 0;
    if (same) return [];
    return [
      {
        v: 1,
        type: 'steward.assign',
        log: logOrigin(region),
        time: run.tools.clock.now(),
        actor: run.actor.id,
        app: name,
        node,
        steward,
        deputies,
      },
    ];
  });

  function idOf(name: string | undefined): string | undefined {
    return region.stewards.find((steward) => steward.name === name)?.id;
  }
}
