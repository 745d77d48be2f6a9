import type { WaysOn } from '../model/ways-on.js';

/** tend's git asks nobody anything; run by hand it asks for the host key of a forge that this machine does not know yet. */
export function waysToReach(remote: string): WaysOn {
  const listed = `git ls-remote ${remote}`;
  const place = sshPlace(remote);
  if (!place) return [`see whether git reaches it: ${listed}`];
  const { host, port } = place;
  const named = port === '' || port === '22' ? host : `'[${host}]:${port}'`;
  return [
    `see what stands in the way, on a terminal; compare the host key where ssh asks for it: ${listed}`,
    `where ssh says that the host key has changed: ask those who run ${host} for the fingerprint of the new one; only if it is the one that ssh shows, forget the old one: ssh-keygen -R ${named}`,
    `see whether its name can be looked up: getent hosts ${host}`,
    `in a job, which nobody can answer for, let the key of ${host} stand in ~/.ssh/known_hosts`,
  ];
}

/** `git@forge.example.org:x.git`, `ssh://git@forge.example.org:2222/x.git`; undefined: not reached over ssh. */
function sshPlace(remote: string): { readonly host: string; readonly port: string } | undefined {
  const url = /^(?:git\+)?ssh(?:\+git)?:/i.test(remote) && URL.parse(remote);
  const host = url ? url.hostname : /^(?:[^@\s/:]+@)?([a-z0-9.-]{2,}):(?!\/\/)/i.exec(remote)?.[1];
  return host === undefined ? undefined : { host, port: url ? url.port : '' };
}
