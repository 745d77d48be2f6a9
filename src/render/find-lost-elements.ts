import type { ComposePort } from './parse-port.js';
import type { LoadedService } from './load-service.js';

/** An element of a list that docker drops when it merges files, and the one that is left in its place. */
export interface LostElement {
  readonly what: string;
  readonly kept: string;
}

type Lists = Pick<LoadedService, 'ports' | 'secrets' | 'configs' | 'volumes'>;
type Section = keyof Lists;
type Element = Readonly<Record<string, unknown>>;

/** By what docker takes two elements for one, and by what they really are one. */
const rules: Readonly<
  Record<Section, { readonly merged: (one: Element) => string; readonly real: (one: Element) => string }>
> = {
  ports: { merged: ({ published }) => String(Number(published ?? 0)), real: portWords },
  secrets: { merged: ({ source }) => String(source), real: fileWords },
  configs: { merged: ({ source }) => String(source), real: fileWords },
  volumes: { merged: ({ target }) => String(target), real: ({ target }) => String(target) },
};

/**
 * What of a list of a service is lost where a later file names the service too: docker knows ports by the published one
 * alone (tcp and udp fall together, and all that are not published), secrets and configs by their source, volumes by
 * their target. What replaces the same port, file or mount is no loss.
 */
export function findLostElements(section: Section, before: LoadedService, later: LoadedService): LostElement[] {
  // A list that only the later file has stays as it is.
  if (!before[section]) return [];
  const { merged, real } = rules[section];
  const all = [...elements(before[section], false), ...elements(later[section], true)];
  return all.flatMap(({ one, isLater }, i) => {
    const winner = all.findLast(({ one: other }) => merged(other) === merged(one));
    if (!winner || all.indexOf(winner) === i) return [];
    const replaced = winner.isLater && !isLater && real(winner.one) === real(one) && isReplaceable(section, one);
    return replaced ? [] : [{ what: wordsOf(section, one), kept: wordsOf(section, winner.one) }];
  });
}

function elements(list: Lists[Section], isLater: boolean): { readonly one: Element; readonly isLater: boolean }[] {
  return (list ?? []).map((one) => ({ one: one as Element, isLater }));
}

/** A port that is not published has nothing by which a later one could be meant to replace it, but what it is itself. */
function isReplaceable(section: Section, { published }: Element): boolean {
  return section !== 'ports' || Boolean(published);
}

function portWords({ published, protocol }: ComposePort): string {
  return `${published ?? 0}/${protocol || 'tcp'}`;
}

function fileWords({ source, target }: Element): string {
  return String(target || source);
}

function wordsOf(section: Section, one: Element): string {
  if (section === 'ports') {
    const { published, target, protocol } = one as ComposePort;
    return `${published ? `${published}:` : ''}${target ?? ''}/${protocol || 'tcp'}`;
  }
  if (section === 'volumes')
    return `${typeof one['source'] === 'string' ? one['source'] : 'a volume'} at ${String(one['target'])}`;
  return `${String(one['source'])} at ${fileWords(one)}`;
}
