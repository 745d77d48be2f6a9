/** `NAME=value` as a container's Env holds it; a bare name has no value. */
export function splitEnv(line: string): [string, string | undefined] {
  const at = line.indexOf('=');
  return at < 0 ? [line, undefined] : [line.slice(0, at), line.slice(at + 1)];
}
