import { open } from 'node:fs/promises';
import { longestKeyFile } from './key-text.js';
import { makeOne, unusableKey } from './unusable-key.js';

/**
 * The text of a key file. A private one that others may read is refused, as ssh does: whoever else has it can sign.
 * Errors say the path and nothing of what is in the file.
 */
export async function readKeyFile(path: string): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(path, error.code);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > longestKeyFile) throw unusableKey(`${path} is not a key file`, makeOne);
    const text = await file.readFile('utf8');
    const isPrivate = text.includes('PRIVATE KEY');
    const isOwn = stats.uid === process.getuid?.();
    if (isPrivate && isOwn && (stats.mode & 0o077) !== 0) throw readableByOthers(path, stats.mode);
    return text;
  } finally {
    await file.close();
  }
}

function cannotRead(path: string, code: string | undefined) {
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  return missing
    ? unusableKey(`there is no key file ${path}`, makeOne)
    : unusableKey(`the key file ${path} cannot be read (${code ?? 'unknown'})`, [`ls -l ${path}`]);
}

function readableByOthers(path: string, mode: number) {
  const shown = (mode & 0o777).toString(8).padStart(4, '0');
  return unusableKey(`others on this machine may read the private key ${path} (mode ${shown})`, [
    `chmod 600 ${path}`,
    'if somebody else may have read it, make a new one and revoke this one',
  ]);
}
