import type { Timestamp } from './brand.js';

/** The recipes that a catalogue knows. */
export interface Catalogue {
  /** The file, folder or URL that it was read from. */
  readonly from: string;
  /** When it was read there; none: it stands on this machine and was read just now. */
  readonly readAt?: Timestamp;
  /** By name, in the order of the alphabet. */
  readonly recipes: readonly CatalogueRecipe[];
  /** What is odd about it and worth a line. */
  readonly notices: readonly string[];
}

/** One recipe of a catalogue, as far as the catalogue tells. */
export interface CatalogueRecipe {
  readonly name: string;
  readonly description?: string;
  readonly category?: string;
  /** Git URL or folder. */
  readonly repository?: string;
  readonly website?: string;
  /** Version tags, oldest first; none: the catalogue does not tell them. */
  readonly versions?: readonly string[];
}
