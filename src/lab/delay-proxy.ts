import { KnownError } from '../model/known-error.js';
import type { ProcessId } from '../model/process-id.js';
import { startDelayProxyProgram } from '../tools/start-delay-proxy-program.js';
import type { LabTools } from '../tools/lab-tools.js';
import type { Lab, LabNode } from '../model/lab.js';

/** A server of the lab as it would be seen from far away. */
export interface DelayProxy {
  readonly host: '127.0.0.1';
  /** Leads to port 22 of the server. */
  readonly port: number;
  readonly process: ProcessId;
}

/** Starts a line to a server's sshd with the given round trip; it ends with the lab, or by `background.end(process)`. */
export async function startDelayProxy(
  tools: LabTools,
  lab: Lab,
  to: { node: LabNode; roundTripMs: number },
): Promise<DelayProxy> {
  const { node, roundTripMs } = to;
  const name = `delay-${node.cable}-${roundTripMs}-${Math.round(tools.clock.monotonic() * 1000)}`;
  const portFile = `${lab.folder}/proxies/${name}`;
  const process = await startDelayProxyProgram(tools.background, {
    host: node.address,
    port: 22,
    roundTripMs,
    portFile,
  });
  await tools.files.write(`${lab.folder}/processes/${name}`, `${process.pid} ${process.started}`);
  for (let tries = 0; tries < 500; tries++) {
    const port = await tools.files.readText(portFile);
    if (port) return { host: '127.0.0.1', port: Number(port), process };
    await tools.clock.sleep(20);
  }
  throw new KnownError('LAB_NOT_POSSIBLE', `lab: the far line to ${node.name} did not start`, {
    tryThis: [`see ${portFile}.log`],
  });
}
