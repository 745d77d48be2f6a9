import { fillInValues, mapTexts } from '../model/hidden-value.js';
import type { ObservedService } from '../model/observation.js';
import type { Secret } from '../model/secret.js';
import type { StackSpecs } from '../model/stack-specs.js';

/** Values of an app by the name of the variable; undefined: its source cannot be read on this machine. */
export type AppValues = ReadonlyMap<string, Secret | undefined>;

/**
 * Puts hidden values in the place of the real ones, in what runs as in what is wanted, so that both can be compared,
 * shown and saved without any value in them. A text counts only as a whole: as the wanted specs would have it. Where a
 * value cannot be read here, whatever the variable holds is taken for it. Pure.
 */
export function hideValues(specs: StackSpecs, values: AppValues): <T>(value: T) => T {
  if (values.size === 0) return (value) => value;
  const known = new Map<string, string>();
  const open: (readonly [RegExp, string])[] = [];
  mapTexts(specs.services, (text) => {
    const filled = fillInValues(text, (name) => values.get(name)?.reveal());
    if (filled !== text) known.set(filled, text);
    if (/^\w+=[^]*@value-of-\w+@/.test(filled)) open.push([patternOf(filled), text]);
    return text;
  });
  const hide = (text: string) => known.get(text) ?? open.find(([pattern]) => pattern.test(text))?.[1] ?? text;
  return (value) => mapTexts(value, hide);
}

/** What runs of an app, with its values hidden. Pure. */
export function hideRunning(
  running: readonly ObservedService[],
  wanted: { readonly specs: StackSpecs; readonly values: AppValues },
): ObservedService[] {
  const hide = hideValues(wanted.specs, wanted.values);
  return running.map((service) => (service.stack === wanted.specs.stack ? hide(service) : service));
}

function patternOf(text: string): RegExp {
  const literal = text.split(/@value-of-\w+@/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`);
}
