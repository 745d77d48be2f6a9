import { posix } from 'node:path';
import type { Finding } from '../../model/lint.js';
import { abraRules } from '../abra-rules.js';
import { abraFinding, ownFinding } from '../finding.js';
import { lineOf } from '../line-of.js';
import { mappingAt, textOf, type ComposeText, type LintInput } from '../lint-input.js';

interface Config {
  readonly source: ComposeText;
  readonly key: string;
  readonly file: string;
  readonly name: string;
  /** The variable that holds its version: the last one of its name. */
  readonly variable: string | undefined;
}

/** A config never changes under one name: its name holds a version, and the version goes up with the file. */
export function checkConfigs(input: LintInput): Finding[] {
  return input.compose.flatMap(configsOf).flatMap((config) => {
    const unversioned = checkVersion(config, input);
    return unversioned.length > 0 ? unversioned : checkBump(config, input);
  });
}

function configsOf(source: ComposeText): Config[] {
  return Object.keys(mappingAt(source.content, 'configs')).flatMap((key) => {
    const { file, name } = mappingAt(source.content, 'configs', key);
    if (typeof file !== 'string') return [];
    const words = typeof name === 'string' ? name : '';
    const variables = [...words.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].map(([, variable = '']) => variable);
    const variable = variables.filter((one) => one !== 'STACK_NAME').at(-1);
    return [{ source, key, file: posix.normalize(file), name: words, variable }];
  });
}

function placeOf({ source, key }: Config) {
  return { file: source.file, line: lineOf(source, 'configs', key) };
}

function checkVersion(config: Config, { recipe }: LintInput): Finding[] {
  const { variable, key } = config;
  const wanted = `${key.toUpperCase().replaceAll('-', '_')}_VERSION`;
  if (variable === undefined)
    return [
      ownFinding('config-name', 'error', {
        ...placeOf(config),
        says: `config ${key} has no version in its name: the first change of ${config.file} cannot be deployed`,
        tryThis: `name: \${STACK_NAME}_${key}_\${${wanted}}, and export ${wanted}=v1 in abra.sh`,
      }),
    ];
  if (recipe.exports[variable] !== undefined || recipe.sample.values[variable] !== undefined) return [];
  return [
    abraFinding(abraRules.configVersion, {
      ...placeOf(config),
      says: `config ${key}: ${variable} is set nowhere, so its name ends without a version`,
      tryThis: `export ${variable}=v1 in abra.sh`,
    }),
  ];
}

/** The same version with another content: docker refuses that on every server that has the former one. */
function checkBump(config: Config, { recipe, before }: LintInput): Finding[] {
  const variable = config.variable ?? '';
  const [now, then] = [textOf(recipe, config.file), before && textOf(before, config.file)];
  const version = recipe.exports[variable];
  if (now === undefined || then === undefined || now === then || version === undefined) return [];
  if (before?.exports[variable] !== version) return [];
  return [
    ownFinding('config-bump', 'error', {
      file: config.file,
      says: `${config.file} differs from ${before.version ?? 'the version before'}, but ${variable} is ${version} in both: docker refuses to change a config`,
      tryThis: `raise ${variable} in abra.sh: export ${variable}=${raised(version)}`,
    }),
  ];
}

function raised(version: string): string {
  return version.replace(/\d+$/, (digits) => String(Number(digits) + 1));
}
