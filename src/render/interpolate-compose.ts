import { isMapping } from '../model/is-mapping.js';
import { KnownError, type Place } from '../model/known-error.js';
import { castFor } from './cast-for.js';
import type { ComposeSource } from './parse-compose-file.js';
import { longestFilled, substitute, type SubstituteProblem } from './substitute.js';
import { isTypedScalar } from './yaml/typed-scalar.js';

/**
 * Fills the variables of `env`, and of nothing else, into every value of a compose file (keys stay as they are), and
 * turns what was filled in into a number or truth value where the key wants one.
 * COMPOSE_INVALID names file and key where that fails.
 */
export function interpolateCompose(source: ComposeSource, env: Readonly<Record<string, string>>): ComposeSource {
  const content = interpolateValue(source.content, [], { file: source.file, env, filled: 0 });
  return { file: source.file, content: content as Record<string, unknown> };
}

interface Context {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** Characters of all texts that variables were filled into so far. */
  filled: number;
}

const mostFilled = 16 * longestFilled;

function interpolateValue(value: unknown, path: readonly string[], context: Context): unknown {
  if (typeof value === 'string') return interpolateText(value, path, context);
  if (Array.isArray(value)) return value.map((item) => interpolateValue(item, [...path, '[]'], context));
  if (!isMapping(value) || isTypedScalar(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      // The version decides what may stand in the file, so docker reads it as written.
      const isVersion = key === 'version' && path.length === 0;
      return [key, isVersion ? item : interpolateValue(item, [...path, key], context)];
    }),
  );
}

function interpolateText(text: string, path: readonly string[], context: Context): unknown {
  if (!text.includes('$')) return text;
  const result = substitute(text, context.env);
  if ('problem' in result) throw cannotFill(text, path, { file: context.file, problem: result.problem });
  if (result.text === text) return text;
  context.filled += result.text.length;
  if (context.filled > mostFilled) throw tooLong(context.file, { file: context.file });
  const cast = castFor(path);
  const value = cast ? cast.read(result.text) : result.text;
  if (value !== undefined) return value;
  throw new KnownError(
    'COMPOSE_INVALID',
    `${context.file}: ${path.join('.')} becomes "${result.text}", which is not ${cast?.wants ?? 'text'}`,
    { at: { file: context.file }, tryThis: [`set the variable in ${text} to ${cast?.wants ?? 'text'}`] },
  );
}

function cannotFill(
  text: string,
  path: readonly string[],
  found: { readonly file: string; readonly problem: SubstituteProblem },
): KnownError {
  const where = `${found.file}: ${path.join('.')}`;
  const at = { file: found.file };
  if (found.problem.kind === 'long') return tooLong(where, at);
  if (found.problem.kind === 'format')
    return new KnownError('COMPOSE_INVALID', `${where} has a $ that begins no variable: ${text}`, {
      at,
      tryThis: ['write $$ for a dollar sign'],
    });
  return new KnownError(
    'COMPOSE_INVALID',
    `${where} needs the variable ${found.problem.variable}: ${found.problem.says || 'it has no value'}`,
    { at, tryThis: [`set ${found.problem.variable} under env: of the app in the manifest`] },
  );
}

function tooLong(where: string, at: Place): KnownError {
  return new KnownError('COMPOSE_INVALID', `${where} grows past every bound once its variables are filled in`, {
    details: ['a text may grow by 1 MiB, all texts of a file together to 16 MiB'],
    at,
    tryThis: ['look which variables hold each other many times over: .env.sample, abra.sh, and env: of the app'],
  });
}
