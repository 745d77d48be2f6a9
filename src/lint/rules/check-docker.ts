import type { IgnoredKey } from '../../model/ignored-key.js';
import type { Finding } from '../../model/lint.js';
import type { RecipeNotice } from '../../model/recipe.js';
import type { StackSpecs } from '../../model/stack-specs.js';
import { ownFinding } from '../finding.js';
import type { LintInput, RenderTry } from '../lint-input.js';

/** What docker would say, or silently pass over: the recipe rendered alone and with each overlay. */
export function checkDocker({ rendered, recipe }: LintInput): Finding[] {
  const all = [...rendered.flatMap(findingsOf), ...recipe.notices.flatMap(unreadFinding)];
  // An overlay lies over compose.yml: a name that is too long there is too long with each of them.
  const first = Map.groupBy(all, ({ rule, file, says }) => (rule === 'long-name' ? says : `${file} ${says}`));
  return [...first.values()].flatMap(([one]) => one ?? []);
}

function findingsOf({ file, specs, problem, ignored }: RenderTry): Finding[] {
  return [
    ...(problem ? [ownFinding('compose', problem.level, problem)] : []),
    ...ignored.map(ignoredFinding),
    ...(specs ? longNames(specs).map((says) => tooLong(file, says)) : []),
  ];
}

function ignoredFinding({ file, what, why, how, refusedByDocker }: IgnoredKey): Finding {
  if (refusedByDocker !== undefined)
    return ownFinding('compose', 'error', {
      file,
      says: refusedByDocker,
      tryThis: `take it out, or write it as docker wants it: ${why}`,
    });
  if (how === 'read as a date') return ownFinding('date', 'warning', { file, says: `${what} is ${how}`, tryThis: why });
  if (how)
    return ownFinding('merge', 'warning', { file, says: `${what} is ${how} where files are merged`, tryThis: why });
  return ownFinding('ignored', 'warning', {
    file,
    says: `${what} is ignored by a swarm`,
    tryThis: `take it out: ${why}`,
  });
}

/** Swarm's limits in characters; the stack's name, made of the domain, takes up to 45 of them. */
function longNames({ services, networks, configs, secrets }: StackSpecs): string[] {
  return [
    ...services.filter(({ Name }) => Name.length > 63).map(({ Name }) => `service ${Name}`),
    ...networks.filter(({ Name }) => Name.length > 63).map(({ Name }) => `network ${Name}`),
    ...configs.filter(({ Name }) => Name.length > 64).map(({ Name }) => `config ${Name}`),
    ...secrets.filter(({ name }) => name.length > 64).map(({ name }) => `secret ${name}`),
  ];
}

function tooLong(file: string, named: string): Finding {
  const [kind = '', name = ''] = named.split(' ');
  const limit = kind === 'service' || kind === 'network' ? 63 : 64;
  const short = name.replace(/^s{45}_/, '');
  return ownFinding('long-name', 'warning', {
    file,
    says: `${kind} ${short} is too long for domains of ${45 - (name.length - limit) + 1} characters and more (${limit} in all)`,
    tryThis: `shorten ${short} by ${name.length - limit}; people can also set STACK_NAME`,
  });
}

function unreadFinding(notice: RecipeNotice): Finding[] {
  if (notice.kind !== 'line') return [];
  const { file, line, says } = notice;
  const tryThis =
    file === 'abra.sh' ? 'write plain exports at the top of abra.sh: export NAME=value' : 'correct the line';
  return [ownFinding('unreadable', 'warning', { file, line, says, tryThis })];
}
