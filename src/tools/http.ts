/**
 * node:http, asked for by name. An import statement reads every name that the module has, and one of them (WebSocket) loads
 * undici: 20 ms at each start.
 */
export const http = process.getBuiltinModule('node:http');
