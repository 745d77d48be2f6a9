// A program of its own: passes TCP connections on to another place, each byte late by half a round trip.
//     node delay-proxy-program.js PORT-FILE HOST PORT ROUND-TRIP-MS
import { writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const [portFile = '', host = '', port = '', roundTrip = '0'] = process.argv.slice(2);
const oneWay = Number(roundTrip) / 2;

const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
  near.pause();
  near.on('error', () => near.destroy());
  // Opening a connection takes one round trip before the first byte can leave.
  setTimeout(() => {
    const far = connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true });
    passOn(near, far);
    passOn(far, near);
  }, oneWay * 2);
});

server.listen(0, '127.0.0.1', () => {
  writeFileSync(portFile, String((server.address() as AddressInfo).port));
});

function passOn(from: Socket, to: Socket): void {
  from.on('data', (chunk) => void setTimeout(() => to.writable && to.write(chunk), oneWay));
  from.on('end', () => void setTimeout(() => to.end(), oneWay));
  from.on('error', () => to.destroy());
  from.on('close', () => void setTimeout(() => to.end(), oneWay));
  from.resume();
}
