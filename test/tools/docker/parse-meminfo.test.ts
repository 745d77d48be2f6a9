import { describe, expect, test } from '@jest/globals';
import { meminfoHere } from '../../../src/tools/docker/local.js';
import { parseMeminfo } from '../../../src/tools/docker/parse-meminfo.js';

describe('/proc/meminfo', () => {
  test('tells the memory of a machine, and what of it is to be had', () => {
    const text =
      'MemTotal:        2014936 kB\nMemFree:          101036 kB\nMemAvailable:     914120 kB\nBuffers: 1 kB\n';
    expect(parseMeminfo(text)).toEqual({ total: 2014936 * 1024, free: 914120 * 1024 });
  });

  test.each(['', 'MemTotal: 2014936 kB\n', 'MemTotal: much\nMemAvailable: some kB\n', 'cat: /proc/meminfo: no\n'])(
    'tells nothing where it says %j',
    (text) => expect(parseMeminfo(text)).toBeUndefined(),
  );

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('of this machine is understood', async () => {
    const { total = 0, free = 0 } = parseMeminfo((await meminfoHere()) ?? '') ?? {};
    expect(free).toBeGreaterThan(1e6);
    expect(total).toBeGreaterThan(free);
  });
});
