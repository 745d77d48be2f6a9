import type { Region } from '../model/region.js';
import { columns } from './align.js';

/** The nodes of a region as its manifest names them. */
export function showNodes(region: Region): string {
  const rows = region.nodes.map(({ name, host, provider = '-', steward = '(vacant)', hostKey }) => {
    const apps = region.apps.filter(({ node }) => node === name).length;
    return [name, host, provider, steward, hostKey === undefined ? 'not pinned' : 'pinned', String(apps)];
  });
  return columns([['NODE', 'HOST', 'PROVIDER', 'STEWARD', 'HOST KEY', 'APPS'], ...rows]).join('\n');
}
