import { Plugin, settings } from '@oclif/core';

/**
 * oclif.manifest.json: with it a start loads one command instead of all. Made from dist.
 * Strict: a command that cannot be loaded is an error, not a warning.
 *
 * @param {string} root
 * @param {{ strict: boolean }} options
 */
export async function makeOclifManifest(root, { strict }) {
  settings.enableAutoTranspile = false;
  const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: strict });
  await plugin.load();
  const { version, commands } = plugin.manifest;
  const sorted = Object.fromEntries(Object.entries(commands).sort(([a], [b]) => a.localeCompare(b)));
  return `${JSON.stringify({ version, commands: sorted }, null, 2)}\n`;
}
