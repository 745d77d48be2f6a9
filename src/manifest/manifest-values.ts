import {
  boolCoreTag,
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  mergeTag,
  NOT_RESOLVED,
  type ScalarTagDefinition,
} from 'js-yaml';

/**
 * YAML 1.2, but a plain scalar is a number or boolean only where writing that value gives the same text again:
 * `64` is 64, while `0555`, `1.10` and `True` stay as typed. So no env value and no version loses a digit.
 */
export const manifestValues = CORE_SCHEMA.withTags(
  asTyped(boolCoreTag),
  asTyped(intCoreTag),
  asTyped(floatCoreTag),
  mergeTag,
);

function asTyped<T extends number | boolean>(tag: ScalarTagDefinition<T>): ScalarTagDefinition<T> {
  return defineScalarTag<T>(tag.tagName, {
    implicit: true,
    implicitFirstChars: tag.implicitFirstChars,
    identify: tag.identify,
    resolve(source, isExplicit, name) {
      const value = tag.resolve(source, isExplicit, name);
      return value === NOT_RESOLVED || (!isExplicit && String(value) !== source) ? NOT_RESOLVED : value;
    },
  });
}
