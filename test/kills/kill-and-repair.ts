import type { LabFixture } from '../live/support/lab-fixture.js';
import type { DrawnKill } from './draw-kills.js';
import type { Kill, MakeKill } from './kill.js';
import { lookAfter, stackOf } from './look-after.js';
import { lookFor } from './look-for.js';
import { runTend, type Ended } from './run-tend.js';

export interface KillToMake extends DrawnKill {
  /** Undefined: it is not killed. */
  readonly ms?: number;
  readonly make: MakeKill;
}

/** What came of a kill. */
export interface KillEnd extends Pick<KillToMake, 'name' | 'kind' | 'ms'> {
  readonly killed: boolean;
  /** Seconds of the first run. */
  readonly seconds: number;
  readonly faults: readonly string[];
}

/** Runs a command, kills it, runs it again, and says what is wrong then. What is wrong keeps its folder, to be looked at. */
export async function killAndRepair(fixture: LabFixture, draw: KillToMake): Promise<KillEnd> {
  const { name, kind, ms, chance } = draw;
  const common = { name, kind, ...(ms === undefined ? {} : { ms }) };
  try {
    const kill = await draw.make({ fixture, name, chance });
    const first = await runTend(kill.region, kill.args, ms);
    const again = ms === undefined ? first : await runTend(kill.region, kill.args);
    const faults = [...endFaults(kill, first, again), ...(await lookAfter(fixture, kill))];
    await clear(fixture, kill, faults);
    const where = faults.length === 0 ? [] : [`in ${kill.region.root}`, told('first', first), told('again', again)];
    return { ...common, killed: first.killed, seconds: first.seconds, faults: [...faults, ...where] };
  } catch (error) {
    return {
      ...common,
      killed: false,
      seconds: 0,
      faults: [error instanceof Error ? (error.stack ?? '') : String(error)],
    };
  }
}

function endFaults({ doneAlready }: Kill, first: Ended, { exitCode, stdout, stderr }: Ended): string[] {
  const isDone = doneAlready !== undefined && (stdout + stderr).includes(doneAlready);
  return [
    ...(first.killed || first.exitCode === 0 ? [] : [`the first run ended with ${first.exitCode}`]),
    ...(exitCode === 0 || isDone ? [] : [`the second run ended with ${exitCode}`]),
  ];
}

function told(which: string, { exitCode, killed, stdout, stderr, seconds }: Ended): string {
  return `${which}: ${killed ? 'killed' : `exit ${exitCode}`} after ${seconds.toFixed(1)} s\n${stdout}\n${stderr}`;
}

async function clear(fixture: LabFixture, { apps, region }: Kill, faults: readonly string[]): Promise<void> {
  if (faults.length > 0) return;
  for (const app of apps) {
    const services = await lookFor(fixture, ['service'], stackOf(app));
    for (const service of services) await fixture.tryDocker(1, service.replace(' ', ' rm ').split(' '));
  }
  region.remove();
}
