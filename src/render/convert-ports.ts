import { compareText } from '../model/compare-text.js';
import type { ComposePort } from './parse-port.js';
import { omitEmpty } from './omit-empty.js';

/** Ports of a service, sorted as docker sorts them. */
export function convertPorts(ports: readonly ComposePort[]): Record<string, unknown>[] {
  return ports.toSorted(comparePorts).map((port) =>
    omitEmpty({
      Protocol: port.protocol,
      TargetPort: port.target,
      PublishedPort: port.published,
      PublishMode: port.mode,
    }),
  );
}

function comparePorts(a: ComposePort, b: ComposePort): number {
  return (
    (a.published ?? 0) - (b.published ?? 0) ||
    (a.target ?? 0) - (b.target ?? 0) ||
    compareText(a.protocol ?? '', b.protocol ?? '')
  );
}
