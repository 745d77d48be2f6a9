import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * oclif.manifest.json: with it a start loads one command instead of all. Made from dist.
 * Strict: a command that cannot be loaded is an error, not a warning.
 *
 * @param {string} root
 * @param {{ strict: boolean }} options
 */
export async function makeOclifManifest(root, { strict }) {
  const { TendPlugin } = createRequire(join(root, 'any.js'))('./dist/cli/tend-plugin.js');
  const plugin = new TendPlugin({ root, ignoreManifest: true, errorOnManifestCreate: strict });
  await plugin.load();
  const { version, commands } = plugin.manifest;
  const sorted = Object.fromEntries(Object.entries(commands).sort(([a], [b]) => a.localeCompare(b)));
  return `${JSON.stringify({ version, commands: sorted }, null, 2)}\n`;
}
