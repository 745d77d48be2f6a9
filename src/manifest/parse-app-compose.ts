import { constructFromEvents, EVENT_ID, YAML11_SCHEMA, YAMLException, type Event } from 'js-yaml';
import { isMapping } from '../model/is-mapping.js';
import type { TypedApp } from './checked-manifest.js';
import { mistakeIn } from './instance.js';
import type { Mistake } from './mistake.js';

export interface AppCompose {
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly mistakes: readonly Mistake[];
}

const begin: Event = { type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] };
const end: Event = { type: EVENT_ID.POP };

/** The `compose` of an app. Recipes are written for YAML 1.1, `mode: 0555` is octal: so is this piece of one. */
export function parseAppCompose(from: TypedApp): AppCompose {
  const { compose } = from.app;
  const events = compose && from.source.eventsAt([...from.path, 'compose']);
  if (!events) return { value: compose, mistakes: [] };
  try {
    const [value] = constructFromEvents([begin, ...events, end], {
      source: from.source.text,
      schema: YAML11_SCHEMA,
    });
    return { value: isMapping(value) ? value : undefined, mistakes: [] };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const says = `compose cannot be read by itself: ${error.reason}. Anchors must stand inside it.`;
    return { value: undefined, mistakes: [mistakeIn(from, ['compose'], says)] };
  }
}
