import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';

/** A file of the browser's page, ready to be sent. */
export type PageFile = { type: string; content: Buffer };
export type PageFiles = ReadonlyMap<string, PageFile>;

const folder = new URL('../../bots/console/page/', import.meta.url);
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

/** Reads the page's files once, at start. TypeScript loses its types and keeps its name, so the browser's imports need no rewriting. */
export async function loadPageFiles(): Promise<PageFiles> {
  const names = (await readdir(folder)).filter((name) => extname(name) in types && !name.endsWith('.d.ts'));
  const files = await Promise.all(names.map(async (name) => [name, await loadFile(name)] as const));
  return new Map(files);
}

async function loadFile(name: string): Promise<PageFile> {
  const text = await readFile(new URL(name, folder), 'utf8');
  const shown = name.endsWith('.ts') ? withoutTypes(text) : text;
  return { type: types[extname(name)] ?? 'application/octet-stream', content: Buffer.from(shown) };
}

// Node strips its own sources without a word but warns when a program asks it to; a start must not look like a fault.
function withoutTypes(source: string): string {
  const warn = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } finally {
    process.emitWarning = warn;
  }
}
