import { describe, expect, test } from '@jest/globals';
import { showExport } from '../../src/show/show-export.js';

describe('the end of an export', () => {
  const command = 'docker stack deploy -c prepared/one/wiki/docker-compose.yml wiki   # on one';
  const done = { folder: '/out', apps: 1, servers: ['one'], commands: [command], openValues: 1, restarting: ['wiki'] };

  test('says how others go on, what stands open, and what would restart', () => {
    expect(showExport(done)).toBe(
      [
        '1 app on 1 server written to /out; nothing was changed on a server.',
        'It holds 1 password or key in clear text: keep /out to yourself.',
        'abra goes on with it: ABRA_DIR=/out abra app list',
        'docker alone goes on too, from that folder, on each server:',
        `  ${command}`,
        'Either restarts wiki once: somebody ran docker service update there, which puts variables in another order.',
      ].join('\n'),
    );
  });

  test('of many apps is no longer than that of few', () => {
    const text = showExport({ ...done, commands: Array.from({ length: 40 }, () => command) });
    expect(text.split('\n')).toHaveLength(6);
    expect(text).toContain('  for stack in *; do docker stack deploy -c $stack/docker-compose.yml $stack; done\n');
  });
});
