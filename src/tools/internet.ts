import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';

/** Whether something out there answers. */
export interface Internet {
  /** True where the address gives any HTTP answer at all in time. */
  answers(url: string, timeoutMs: number): Promise<boolean>;
}

export const realInternet: Internet = {
  answers(url, timeoutMs) {
    return new Promise((resolve) => {
      const request = url.startsWith('http:') ? requestPlain : requestTls;
      const asked = request(url, { method: 'HEAD', agent: false, signal: AbortSignal.timeout(timeoutMs) }, (answer) => {
        answer.resume();
        resolve(true);
      });
      asked.on('error', () => resolve(false));
      asked.end();
    });
  },
};
