import { printGoFloat } from './print-go-float.js';
import { resolveScalar, type ScalarValue } from './resolve-scalar.js';
import { isTypedScalar, scalarKind, typedScalar } from './typed-scalar.js';

const prefix = 'tag:yaml.org,2002:';

/**
 * A scalar with a tag of its own (`!!str 5`, `!!float 1`, `!mine x`) as docker's loader reads it: other tags than YAML's
 * own give text. Undefined where the tag cannot be made of it.
 */
export function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  const kind = tag.startsWith(prefix) ? tag.slice(prefix.length) : '';
  if (kind === 'binary') return decode(text);
  if (!['null', 'bool', 'int', 'float', 'timestamp'].includes(kind)) return text;
  const value = resolveScalar(text);
  const found = kindOf(value);
  if (found === 'int' && kind === 'float') return asFloat(value);
  return found === kind ? value : undefined;
}

function decode(text: string): string | undefined {
  const plain = text.replace(/[\r\n]/g, '');
  const complete = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain);
  return complete ? Buffer.from(plain, 'base64').toString() : undefined;
}

function kindOf(value: ScalarValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (!isTypedScalar(value)) return 'str';
  return { integer: 'int', float: 'float', time: 'timestamp' }[scalarKind(value)];
}

function asFloat(value: ScalarValue): ScalarValue {
  const number = isTypedScalar(value) ? (value.value ?? 0) : Number(value);
  return typedScalar('float', printGoFloat(number), number);
}
