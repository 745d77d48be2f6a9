import { jest } from '@jest/globals';

// Seconds here, but many where a small machine runs live tests beside them.
jest.setTimeout(60_000);
