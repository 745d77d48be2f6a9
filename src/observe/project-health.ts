import { given } from '../model/given.js';
import type { ContainerHealth } from '../model/container-health.js';
import { decidesWithinMs } from '../model/health-check.js';
import type { Raw } from '../tools/docker.js';
import { list, number, part, text } from './raw.js';

/** The health of an inspected container; undefined where it has no health check. */
export function projectHealth(container: Raw): ContainerHealth | undefined {
  const health = part(part(container, 'State'), 'Health');
  const status = text(health, 'Status');
  if (status === undefined || status === 'none') return undefined;
  const last = list(health, 'Log').at(-1);
  return {
    status,
    failingStreak: number(health, 'FailingStreak') ?? 0,
    ...given({ last: last && { exitCode: number(last, 'ExitCode') ?? 0, output: text(last, 'Output') ?? '' } }),
    decidesWithinMs: decidesWithinMs(part(part(container, 'Config'), 'Healthcheck')),
  };
}
