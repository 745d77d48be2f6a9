import { shortName } from '../model/short-name.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import { columns } from './align.js';
import type { Paint } from './paint.js';
import { showTime } from './show-time.js';

/** Tasks of an app, newest first for each service. Errors are program text: terminals only. */
export function showTasks(
  services: readonly ObservedService[],
  stack: string,
  { now, paint, errors }: { now: string; paint: Paint; errors: boolean },
): string {
  const rows = services.flatMap((service) =>
    [...service.tasks]
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .map((task) => [
        shortName(service.name, stack),
        task.id.slice(0, 8),
        task.state,
        task.desiredState,
        `${task.at.slice(11, 19)} ${showTime(task.at, now).replace(/ \d\d:\d\d$/, '')}`,
        errors ? errorOf(task) : '',
      ]),
  );
  const [head = '', ...lines] = columns([['SERVICE', 'TASK', 'STATE', 'WANTED', 'SINCE', 'ERROR'], ...rows]);
  return [paint.dim(head), ...lines].join('\n');
}

/** The engine's words, and the last ones of a health check that failed. */
function errorOf({ error, health }: ObservedTask): string {
  const isIll = health !== undefined && health.status !== 'healthy' && health.last !== undefined;
  const check = isIll
    ? `${health.status}: ${health.last.output.trim().replaceAll(/\s+/g, ' ')} (exit ${health.last.exitCode})`
    : undefined;
  return [error, check].filter((text) => text !== undefined).join('; ');
}
