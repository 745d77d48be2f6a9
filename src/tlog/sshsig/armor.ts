const begin = '-----BEGIN SSH SIGNATURE-----';
const end = '-----END SSH SIGNATURE-----';

/** The file that ssh-keygen -Y verify reads, of an SSHSIG in base64. */
export function armorSshsig(sig: string): string {
  return `${begin}\n${sig.replace(/.{1,70}/g, '$&\n')}${end}\n`;
}

/** The base64 on one line out of such a file; undefined where it is none. */
export function unarmorSshsig(text: string): string | undefined {
  const lines = text.trimEnd().split(/\r?\n/);
  return lines[0] === begin && lines.at(-1) === end ? lines.slice(1, -1).join('') : undefined;
}
