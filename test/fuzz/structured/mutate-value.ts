import type { Dice } from '../mutate.js';
import { mutateText } from './mutate-text.js';
import { stockOf, type Stock } from './stock.js';

type Holder = Record<string, unknown>;

/** Values of other kinds than the one that stands there. */
const odd: readonly unknown[] = [null, true, 0, -1, 1e21, 0.1, '', 'x', [], {}, [null], [[]], { x: null }, ['x', 'x']];

/** More than this many places are not made: what grows is for targets of their own. */
const mostPlaces = 5_000;

/** Makes values like valid ones: parts of one exchanged for parts of others that stood in the like place. */
export interface ValueMutator {
  /** One of the examples with one or a few changes. `shared` lets parts stand twice by reference, for aliases of YAML. */
  (dice: Dice, options?: { readonly shared?: boolean }): unknown;
}

export function makeValueMutator(examples: readonly unknown[]): ValueMutator {
  const stock = stockOf(examples);
  return (dice, { shared = false } = {}) => {
    const root: Holder = { whole: structuredClone(examples[dice(examples.length)]) };
    do changeOne(root, { stock, dice, shared });
    while (dice(3) === 0);
    return root['whole'];
  };
}

interface Around {
  readonly stock: Stock;
  readonly dice: Dice;
  readonly shared: boolean;
}

/** A place of the tree; `name` is its key, for elements of a list that of the list. */
interface Place {
  readonly holder: Holder;
  readonly key: string;
  readonly name: string;
}

function changeOne(root: Holder, around: Around): void {
  const { dice, stock, shared } = around;
  const places = placesOf(root);
  const place = places[dice(places.length)];
  if (!place || places.length > mostPlaces) return;
  const { holder, key, name } = place;
  const like = stock.like(name, dice);
  switch (dice(10)) {
    case 0:
    case 1:
      if (like !== undefined) put(holder, key, structuredClone(like));
      return;
    case 2:
      return remove(holder, key);
    case 3:
    case 4:
      return addBeside(place, around);
    case 5:
      // A reference, so that YAML writes an alias; one to a place above it makes a circle.
      return put(holder, key, shared ? valueAt(places[dice(places.length)]) : structuredClone(like ?? holder[key]));
    case 6:
      return dice(3) === 0 ? put(holder, key, structuredClone(odd[dice(odd.length)])) : nearly(place, around);
    case 7:
      return rename(place, stock.text(dice), dice);
    default:
      return nearly(place, around);
  }
}

function placesOf(root: Holder): Place[] {
  const places: Place[] = [];
  const seen = new Set<unknown>();
  const open: { readonly value: unknown; readonly name: string }[] = [{ value: root, name: '' }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { value, name } = at;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const key of Object.keys(value)) {
      const inner = Array.isArray(value) ? `${name}[]` : key;
      places.push({ holder: value as Holder, key, name: inner });
      open.push({ value: (value as Holder)[key], name: inner });
    }
  }
  return places;
}

function valueAt(place: Place | undefined): unknown {
  return place?.holder[place.key];
}

function put(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** One more element, or a key that stands beside such keys elsewhere. */
function addBeside({ holder, key, name }: Place, { stock, dice }: Around): void {
  const like = structuredClone(stock.like(name, dice) ?? holder[key]);
  if (Array.isArray(holder)) return void holder.splice(Number(key), 0, like);
  const beside = stock.beside(key, dice);
  if (beside !== undefined) put(holder, beside, structuredClone(stock.like(beside, dice)));
}

function rename({ holder, key }: Place, other: string, dice: Dice): void {
  if (Array.isArray(holder)) return;
  const value = holder[key];
  remove(holder, key);
  put(holder, dice(2) === 0 ? other : mutateText(key, other, dice), value);
}

/** A value of the same kind, not far from it. */
function nearly({ holder, key }: Place, { stock, dice }: Around): void {
  const value = holder[key];
  if (typeof value === 'string') put(holder, key, mutateText(value, stock.text(dice), dice));
  else if (typeof value === 'number')
    put(holder, key, [value + 1, -value, value * 1000, value / 7, `${value}`][dice(5)]);
  else if (typeof value === 'boolean') put(holder, key, [!value, `${value}`][dice(2)]);
  else if (Array.isArray(value)) put(holder, key, dice(2) === 0 ? value.toReversed() : [...value, ...value]);
}
