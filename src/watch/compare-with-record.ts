import { shortName } from '../model/short-name.js';
import type { NodeLook, RecordedApp, SeenService } from './node-look.js';

/** How a service differs from what the record last saw of it. */
export interface RecordDifference {
  /** As the node names it. */
  readonly name: string;
  readonly how: 'changed' | 'replaced' | 'added' | 'gone';
  readonly service?: SeenService;
}

/** Services of an app that are other than its last entry says. */
export function compareWithRecord(look: NodeLook, app: RecordedApp, mine: readonly SeenService[]): RecordDifference[] {
  const [ids, names] = [new Set(mine.map(({ id }) => id)), new Set(mine.map((service) => nameIn(app, service)))];
  // A name that does not fit into an entry stands there in another form; the id is the same.
  const recorded = new Map(
    app.services.flatMap(
      (service) =>
        [
          [service.name, service],
          [service.id, service],
        ] as const,
    ),
  );
  const here = mine.flatMap((service): RecordDifference[] => {
    const how = compareOne(look, app, {
      before: recorded.get(service.id) ?? recorded.get(nameIn(app, service)),
      service,
    });
    return how ? [{ name: service.name, how, service }] : [];
  });
  const gone = app.services
    .filter(({ id, name }) => !ids.has(id) && !names.has(name) && !isNewer(look, app))
    .map(({ name }): RecordDifference => ({ name, how: 'gone' }));
  return [...here, ...gone];
}

function nameIn({ stack }: RecordedApp, service: SeenService): string {
  return shortName(service.name, stack ?? service.stack ?? '');
}

/** Minutes that clocks may differ and a look may last; an entry that claims to be of next year explains nothing. */
const clockMinutes = 10;

/** The entry was written after the look began: the node may have been seen as it was before. */
function isNewer({ at }: NodeLook, app: RecordedApp): boolean {
  return app.at >= at && Date.parse(app.at) - Date.parse(at) < clockMinutes * 60_000;
}

interface Pair {
  readonly before: RecordedApp['services'][number] | undefined;
  readonly service: SeenService;
}

function compareOne(look: NodeLook, app: RecordedApp, { before, service }: Pair): RecordDifference['how'] | undefined {
  const newer = isNewer(look, app);
  if (!before) return newer ? undefined : 'added';
  if (before.id !== service.id) return newer ? undefined : 'replaced';
  if (before.index === service.index || (newer && service.index < before.index)) return undefined;
  // A step that did not go well may leave an update behind that Docker ends by itself, which raises the index.
  return app.settlesUntil !== undefined && service.updatedAt < app.settlesUntil ? undefined : 'changed';
}
