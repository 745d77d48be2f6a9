// Jest's own console prefixes every line with a stack; tests print as any program does.
import console from 'node:console';

globalThis.console = console;
