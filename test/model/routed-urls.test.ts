import { describe, expect, test } from '@jest/globals';
import { routedUrls } from '../../src/model/routed-urls.js';
import { makeServiceSpec } from '../support/builders.js';

describe('routedUrls', () => {
  const urls = (labels: Record<string, string>) => routedUrls([makeServiceSpec({ Labels: labels })]);
  const rule = 'traefik.http.routers.wiki.rule';

  test.each([
    ['Host(`wiki.example.org`)', ['https://wiki.example.org']],
    ['Host(`a.example.org`, `b.example.org`)', ['https://a.example.org', 'https://b.example.org']],
    ['Host(`a.example.org`) || Host("b.example.org")', ['https://a.example.org', 'https://b.example.org']],
    ['Host(`a.example.org`) && PathPrefix(`/x`)', ['https://a.example.org']],
    ['PathPrefix(`/x`)', []],
    ['', []],
  ])('%s', (text, found) => expect(urls({ [rule]: text })).toEqual(found));

  test('speaks plain HTTP where the router is on the entry point web alone', () => {
    expect(urls({ [rule]: 'Host(`a.example.org`)', 'traefik.http.routers.wiki.entrypoints': 'web' })).toEqual([
      'http://a.example.org',
    ]);
    expect(urls({ [rule]: 'Host(`a.example.org`)', 'traefik.http.routers.wiki.entrypoints': 'web-secure' })).toEqual([
      'https://a.example.org',
    ]);
  });

  test('names an address once, and looks at routers only', () => {
    expect(urls({ [rule]: 'Host(`a.example.org`)', 'traefik.http.routers.x.rule': 'Host(`a.example.org`)' })).toEqual([
      'https://a.example.org',
    ]);
    expect(urls({ 'traefik.http.services.wiki.rule': 'Host(`a.example.org`)' })).toEqual([]);
  });
});
