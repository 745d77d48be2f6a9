import { describe, expect, test } from '@jest/globals';
import type { ListFilter } from '../../../src/tools/docker.js';
import { filtersQuery, withExactName } from '../../../src/tools/docker/filters.js';

describe('a filter', () => {
  test.each<[Parameters<typeof filtersQuery>[0], ListFilter, object]>([
    ['services', { stack: 'wiki' }, { label: ['com.docker.stack.namespace=wiki'] }],
    ['services', { stack: 'wiki', label: 'a=b' }, { label: ['com.docker.stack.namespace=wiki', 'a=b'] }],
    ['services', { stacks: ['wiki', 'pad'] }, { name: ['wiki_', 'pad_'] }],
    ['tasks', { service: 'id1' }, { service: ['id1'] }],
    ['containers', { service: 'wiki_app' }, { label: ['com.docker.swarm.service.name=wiki_app'] }],
    ['configs', { name: 'x', id: 'y' }, { name: ['x'], id: ['y'] }],
  ])('of %s by %j is asked as the API wants it', (kind, filter, asked) => {
    expect(JSON.parse(filtersQuery(kind, filter).filters ?? '')).toEqual(asked);
  });

  test('by nothing asks for all', () => expect(filtersQuery('services', undefined)).toEqual({}));

  test("by name gives what has just this one, wherever docker keeps an object's name", () => {
    const all = [{ Name: 'proxy' }, { Name: 'proxy_2' }, { Spec: { Name: 'proxy' } }, {}];
    expect(withExactName(all, { name: 'proxy' })).toEqual([{ Name: 'proxy' }, { Spec: { Name: 'proxy' } }]);
    expect(withExactName(all, { stack: 'x' })).toEqual(all);
  });
});
