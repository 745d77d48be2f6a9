import type { Finder } from './make-finder.js';
import type { YamlSource } from './yaml-source.js';

/** A YAML file as read, and where each thing stands in it. */
export interface ManifestFile extends YamlSource, Finder {
  readonly value: unknown;
}
