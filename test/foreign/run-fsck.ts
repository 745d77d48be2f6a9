import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/**
 * What Tessera's fsck says of a tlog-tiles folder (an absolute path). It exits 0 on failure too, and may wait for ever on a bad
 * tile: only its line `Successfully fsck'd log with size …` counts.
 */
export async function runFsck(fsck: string, folder: string, vkey: string): Promise<string> {
  const own = mkdtempSync(join(tmpdir(), 'tend-fsck-'));
  const key = join(own, 'log.pub');
  writeFileSync(key, `${vkey}\n`);
  const words = [`--storage_url=file://${folder}`, `--public_key=${key}`, '--ui=false', '--N=16'];
  try {
    const { stderr } = await execa(fsck, words, { timeout: 20_000, forceKillAfterDelay: 1000, reject: false });
    return stderr;
  } finally {
    rmSync(own, { recursive: true });
  }
}
