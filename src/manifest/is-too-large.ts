import { EVENT_ID, type Event } from 'js-yaml';

const mostAdded = 200_000;

/**
 * Whether aliases make more of a file than it is ("billion laughs"), or one holds itself:
 * counts what every alias stands for, aliases in it included.
 */
export function isTooLarge(events: readonly Event[], text: string): boolean {
  if (!text.includes('*')) return false;
  const sizes = new Map<string, number>();
  const open: { readonly anchor: string | undefined; readonly from: number }[] = [];
  let size = 0;
  for (const event of events) {
    const anchor = anchorOf(event, text);
    size += event.type === EVENT_ID.ALIAS ? (sizes.get(anchor ?? '') ?? 1) : 1;
    if (size > events.length + mostAdded) return true;
    if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (closed?.anchor !== undefined) sizes.set(closed.anchor, size - closed.from);
    } else if (event.type !== EVENT_ID.ALIAS && event.type !== EVENT_ID.SCALAR) {
      open.push({ anchor, from: size - 1 });
      // Until it is closed, an alias to it is a circle.
      if (anchor !== undefined) sizes.set(anchor, Infinity);
    }
  }
  return false;
}

/** Name that a node is given, or that an alias calls. */
function anchorOf(event: Event, text: string): string | undefined {
  if (!('anchorStart' in event) || event.anchorStart < 0) return undefined;
  return text.slice(event.anchorStart, event.anchorEnd);
}
