import { setFlagsFromString } from 'node:v8';

/**
 * From now on this process collects its garbage sooner. Left alone, V8 lets the part for what is young grow to 130 MB and the
 * rest to twice of what lives, for 5 % of speed. Two flags that V8 looks at again each time; it may ignore them one day, which
 * would cost memory and nothing else.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=40');
}
