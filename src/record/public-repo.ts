const address = /^(?:[0-9.]+|\[.*\])$/;

/**
 * The address of a region's repository as the record may name it: a URL without user, password and query; `local` for a
 * path on somebody's machine, for a server known by number only, and for what is no address.
 */
export function publicRepo(remote: string): string {
  const scp = /^(?:[^@\s/:]+@)?([a-z0-9.-]{2,}):(?!\/\/)(\S+)$/i.exec(remote);
  const url = URL.parse(scp ? `ssh://${scp[1]}/${scp[2]?.replace(/^\/+/, '')}` : remote);
  if (!url || !/^(?:https?|ssh|git):$/.test(url.protocol) || !/^[a-z0-9.-]{1,250}$/i.test(url.hostname)) return 'local';
  if (address.test(url.hostname) || url.pathname.length > 300) return 'local';
  const path = url.pathname.replace(/[^\w.~/%+-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${url.protocol}//${url.host}${path === '' ? '/' : path}`;
}
