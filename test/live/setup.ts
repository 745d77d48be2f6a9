// Real servers take their time; Jest knows no time-out for one project, so it is set here.
import { jest } from '@jest/globals';

jest.setTimeout(300_000);
