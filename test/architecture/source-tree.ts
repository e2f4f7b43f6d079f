import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSource, type Source } from './parse-source.ts';

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Sources by their path from the root, with forward slashes. */
export type SourceTree = ReadonlyMap<string, Source>;

// Names that never belong to a commit; a walk needs no git, so the checks also run in an unpacked archive.
const unwatched = /^(\.git|\.deskhand|coverage|bench\/results)$|(^|\/)node_modules$|^\.env$|\.log$/;
const isSource = (path: string): boolean => /\.(ts|mjs|cjs)$/.test(path);

let files: string[] | undefined;
let tree: SourceTree | undefined;

/** Every file that belongs to the repository, relative to the root. */
export function allFiles(): string[] {
  files ??= walk('').sort();
  return files;
}

/** The text of one file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every TypeScript and JavaScript source of the repository, parsed once per process. */
export function repositoryTree(): SourceTree {
  tree ??= treeOf(
    Object.fromEntries(
      allFiles()
        .filter(isSource)
        .map((path) => [path, readText(path)]),
    ),
  );
  return tree;
}

/** A tree of sources written down in a test. */
export function treeOf(sources: Record<string, string>): SourceTree {
  return new Map(Object.entries(sources).map(([path, text]) => [path, parseSource(path, text)]));
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (unwatched.test(path)) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}
