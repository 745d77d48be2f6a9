import { shown, type Making } from '../show/shown.js';
import { fitLines } from '../tools/fit-lines.js';

/** What stands in a row of a tree that is redrawn, which breaks its lines itself; cleaned as everything that is shown. */
export function rowText<A extends readonly unknown[]>(make: Making<A>, ...values: A): string {
  return fitLines(shown(make, ...values), undefined);
}
