/**
 * Variables of a docker env file (`env_file:` of a service): `KEY=value` as it stands, quotes included. A key without
 * `=` takes its value from `env` and is left out where there is none.
 */
export function parseDockerEnvFile(text: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.flatMap((line) => parseLine(line, env)));
}

function parseLine(line: string, env: Readonly<Record<string, string>>): [string, string][] {
  const at = line.indexOf('=');
  if (at >= 0) return [[line.slice(0, at), line.slice(at + 1)]];
  return Object.hasOwn(env, line) ? [[line, env[line] ?? '']] : [];
}
