import type { Plan } from '../../model/plan.js';
import type { Held, HeldReason, Step, WayOut } from '../../model/step.js';

/** The flags of `tend upgrade` that release a held step, by the reason for which it is held. */
export const upgradeReleases = {
  major: 'major',
  downgrade: 'downgrade',
  'failed-before': 'retry',
  'secret-missing': 'new-secrets',
  unpinned: 'unpinned',
  'services-gone': 'prune',
  'needs-missing': 'without-needs',
} as const satisfies Partial<Record<HeldReason, string>>;

/** The upgrade that was asked for. */
export interface WantedUpgrade {
  readonly key: string;
  readonly to: string;
  /** What the manifest names again once it is put back. */
  readonly from: string;
}

/** The upgrade with every flag that would let its held steps go. */
export function upgradeAgain({ key, to }: Omit<WantedUpgrade, 'from'>, { steps }: Pick<Plan, 'steps'>): string {
  const flags = steps.flatMap(({ held }) => held.flatMap((one) => (isReleasedBy(one) ? [flagOf(one)] : [])));
  return ['tend upgrade', key, to, ...[...new Set(flags)].map((flag) => `--${flag ?? ''}`)].join(' ');
}

/**
 * With the manifest put back an apply knows nothing of the version, nor of the secrets that it brings: the ways on are those
 * of `tend upgrade`.
 */
export function waysOfUpgrade(wanted: WantedUpgrade, plan: Pick<Plan, 'steps'>): Step[] {
  const again = upgradeAgain(wanted, plan);
  return plan.steps.map((step) => ({
    ...step,
    held: step.held.map((one) => ({
      ...one,
      release: one.release.filter(isWay).map((way) => wayOfUpgrade(way, one)),
    })),
  }));

  /** What the manifest names already is no way back. */
  function isWay({ command }: WayOut): boolean {
    return command !== `tend upgrade ${wanted.key} ${wanted.from}`;
  }

  function wayOfUpgrade(way: WayOut, one: Held): WayOut {
    if (releases(way, one)) return { ...way, command: again };
    if (!/^tend app secret set /.test(way.command)) return way;
    return { ...way, command: `version: ${wanted.to} at ${wanted.key} in the manifest, then: ${way.command}` };
  }
}

function flagOf({ reason }: Held): string | undefined {
  return (upgradeReleases as Partial<Record<HeldReason, string>>)[reason];
}

function isReleasedBy(held: Held): boolean {
  return held.release.some((way) => releases(way, held));
}

function releases({ command }: WayOut, held: Held): boolean {
  const flag = flagOf(held);
  return flag !== undefined && command.startsWith('tend apply ') && command.endsWith(` --${flag}`);
}
