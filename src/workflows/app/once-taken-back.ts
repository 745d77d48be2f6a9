import type { TendEvent } from '../../model/event.js';
import { KnownError } from '../../model/known-error.js';
import type { WantedUpgrade } from './held-upgrade.js';

const breaking = /\btend apply(?= --break-glass )/;
/** With no other flag: one that only apply has would make a command that there is not. */
const plain = /\btend apply(?: --app [\w@.-]+)?(?: --retry)?(?= (?!--)|[,;)]|$)/;

/**
 * What the ways on of an apply come to where the manifest was put back: it names the former version again, and an apply would
 * do nothing. Pure.
 */
export function waysOnceTakenBack<Ways extends readonly string[]>({ key, to }: WantedUpgrade, ways: Ways): Ways {
  return ways.map((way) =>
    breaking.test(way)
      ? way.replace(breaking, (apply) => `version: ${to} at ${key} in the manifest, git commit, then: ${apply}`)
      : way.replace(plain, `tend upgrade ${key} ${to}`),
  ) as unknown as Ways;
}

/** The same for what went wrong. Bugs stay as they are. */
export function errorOnceTakenBack(wanted: WantedUpgrade, error: unknown): unknown {
  if (!(error instanceof KnownError)) return error;
  const { code, message, details, tryThis } = error;
  return new KnownError(code, message, { details, tryThis: waysOnceTakenBack(wanted, tryThis), cause: error });
}

/** The same for a step that was given up before it changed anything: the manifest goes back with it. */
export function eventOnceTakenBack(wanted: WantedUpgrade, event: TendEvent): TendEvent {
  if (event.type !== 'step-done' || event.outcome.result !== 'aborted') return event;
  const tryThis = waysOnceTakenBack(wanted, event.outcome.tryThis);
  return { ...event, outcome: { ...event.outcome, tryThis } };
}
