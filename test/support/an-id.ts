import type { EntryId } from '../../src/model/brand.js';

/** Any text as the id of an entry, where nobody looks at which one it is. */
export function anId(text: string): EntryId {
  return text as EntryId;
}
