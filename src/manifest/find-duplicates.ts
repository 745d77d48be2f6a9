import { EVENT_ID, getScalarValue } from 'js-yaml';
import { placeAt, showPath, type YamlSource } from './yaml-source.js';
import type { Mistake } from './mistake.js';

interface Frame {
  readonly isMapping: boolean;
  readonly seen: Map<string, number>;
  key: string | undefined;
}

/** Every key that stands twice in one mapping. Walks the whole file: only for files that are known to have one. */
export function findDuplicates({ file, text, events }: YamlSource): Mistake[] {
  const mistakes: Mistake[] = [];
  const frames: Frame[] = [];
  for (const event of events) {
    const frame = frames.at(-1);
    if (event.type === EVENT_ID.POP) {
      frames.pop();
      endValue(frames.at(-1));
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      frames.push({ isMapping: event.type === EVENT_ID.MAPPING, seen: new Map(), key: undefined });
    } else if (event.type !== EVENT_ID.SCALAR || !frame?.isMapping || frame.key !== undefined) {
      endValue(frame);
    } else {
      frame.key = getScalarValue(text, event);
      const says = saysIfSeen(frames, text);
      if (says) mistakes.push({ at: placeAt(file, text, event.valueStart), says });
      else frame.seen.set(frame.key, event.valueStart);
    }
  }
  return mistakes;
}

function saysIfSeen(frames: readonly Frame[], text: string): string | undefined {
  const { seen, key } = frames.at(-1) ?? {};
  const first = key === undefined || key === '<<' ? undefined : seen?.get(key);
  if (first === undefined) return undefined;
  const path = frames.flatMap((frame) => frame.key ?? []);
  return `${showPath(path)} is there twice, first on line ${placeAt('', text, first).line}. Keep one.`;
}

function endValue(frame: Frame | undefined): void {
  if (frame) frame.key = undefined;
}
