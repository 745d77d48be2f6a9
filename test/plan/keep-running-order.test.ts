import { describe, expect, test } from '@jest/globals';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { compareSpec } from '../../src/plan/compare-spec.js';
import { keepRunningOrder } from '../../src/plan/keep-running-order.js';
import { makeServiceSpec } from '../support/builders.js';

describe('name servers that docker wrote in another form', () => {
  const ours = withDns('2001:DB8::0:1', '192.0.2.53');
  const theirs = withDns('2001:db8::1', '192.0.2.53');

  test('are no difference', () => {
    expect(compareSpec(theirs, ours)).toEqual([]);
  });

  test('stay as they are written, so that no task restarts for them', () => {
    expect(keepRunningOrder(ours, theirs)).toEqual(theirs);
  });

  test('differ where the address or the order does', () => {
    expect(compareSpec(theirs, withDns('2001:db8::2', '192.0.2.53'))).not.toEqual([]);
    expect(compareSpec(theirs, withDns('192.0.2.53', '2001:db8::1'))).not.toEqual([]);
  });
});

function withDns(...Nameservers: string[]): ServiceSpec {
  const spec = makeServiceSpec();
  const ContainerSpec = { ...spec.TaskTemplate.ContainerSpec, DNSConfig: { Nameservers } };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec } };
}
