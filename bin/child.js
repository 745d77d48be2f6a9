// The second process of newer-node.js. Descriptor 3 is a pipe that ends with the first one, however that ended: a SIGKILL cannot be
// handed on, and nobody would stop this one any more.
import { Socket } from 'node:net';

const parent = new Socket({ fd: 3, readable: true, writable: false });
parent.on('error', endAlike).on('close', endAlike).resume();
parent.unref();
await import('./run.js');

function endAlike() {
  process.kill(process.pid, 'SIGKILL');
}
