import type { Finding } from '../../model/lint.js';
import { abraRules } from '../abra-rules.js';
import { abraFinding, ownFinding } from '../finding.js';
import { lineOf } from '../line-of.js';
import { mappingAt, textOf, type ComposeText, type LintInput } from '../lint-input.js';

/** Secrets that somebody can make: named in .env.sample, with a version, under a name that fits. */
export function checkSecrets(input: LintInput): Finding[] {
  return input.compose.flatMap((source) =>
    Object.keys(mappingAt(source.content, 'secrets')).flatMap((key) => checkSecret(source, key, input)),
  );
}

function checkSecret(source: ComposeText, key: string, { recipe }: LintInput): Finding[] {
  const { name, external, file } = mappingAt(source.content, 'secrets', key);
  const at = { file: source.file, line: lineOf(source, 'secrets', key) };
  const variable = typeof name === 'string' ? /([A-Z0-9_]+_VERSION)\}?$/.exec(name)?.[1] : undefined;
  return [
    ...(external === true || file !== undefined ? [] : [notExternal(at, key)]),
    ...(variable === undefined || isSampled(recipe, variable) ? [] : [notSampled(at, key, variable)]),
    ...(key.length > 12 ? [long(at, key)] : []),
  ];
}

/** Commented out counts: it belongs to an overlay then. */
function isSampled(recipe: LintInput['recipe'], variable: string): boolean {
  return new RegExp(`^[ \\t#]*(?:export[ \\t]+)?${variable}=`, 'm').test(textOf(recipe, '.env.sample') ?? '');
}

interface At {
  readonly file: string;
  readonly line: number;
}

function notExternal(at: At, key: string): Finding {
  return ownFinding('secret-external', 'error', {
    ...at,
    says: `secret ${key} is neither external nor from a file: nothing makes it`,
    tryThis: `external: true at secrets.${key}`,
  });
}

function notSampled(at: At, key: string, variable: string): Finding {
  return ownFinding('secret-sample', 'warning', {
    ...at,
    says: `secret ${key}: .env.sample does not name ${variable}, so nobody learns how it is made`,
    tryThis: `${variable}=v1  # length=32 charset=alnum in .env.sample (commented out where it belongs to an overlay)`,
  });
}

function long(at: At, key: string): Finding {
  return abraFinding(abraRules.secretLength, {
    ...at,
    says: `secret ${key} has ${key.length} characters, abra wants at most 12`,
    tryThis: 'shorten it in a major version: a new name is a new secret',
  });
}
