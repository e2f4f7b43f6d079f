import { stripTypeScriptTypes } from 'node:module';
import { posix } from 'node:path';
import { type Node, type Options, type Program, parse } from 'acorn';
import { type AnyNode, findNodes, literalText } from './syntax-tree.ts';

/** How a module is used: at run time (`value`), at run time on demand (`dynamic`), or by the type checker alone (`type`). */
export type ImportKind = 'value' | 'dynamic' | 'type';
/** One use of another module. `file` is set for relative imports, `pkg` for packages and `node:` modules. */
export type Import = { specifier: string; kind: ImportKind; file: string | null; pkg: string | null };
/** A parsed source: its text as written, its imports, and the syntax tree of what is left after type stripping. */
export type Source = { path: string; text: string; program: Program; imports: Import[] };

type Span = { start: number; end: number };

/** Parses a source the way Node runs it: types stripped, line numbers kept. Throws with the file's name on a syntax error. */
export function parseSource(path: string, text: string): Source {
  const comments: Span[] = [];
  const code = path.endsWith('.ts') ? stripTypeScriptTypes(text, { mode: 'strip' }) : text;
  const options: Options = {
    ecmaVersion: 'latest',
    sourceType: path.endsWith('.cjs') ? 'commonjs' : 'module',
    locations: true,
    allowHashBang: true,
    onComment: (_block, _text, start, end) => comments.push({ start, end }),
  };
  try {
    const program = parse(code, options);
    const running = runtimeImports(program);
    const erased = path.endsWith('.ts') ? typeImports(withoutText(text, [...comments, ...textSpans(program)])) : [];
    return { path, text, program, imports: [...running, ...erased].map(([specifier, kind]) => resolveImport(path, specifier, kind)) };
  } catch (cause) {
    throw new Error(`${path} does not parse: ${(cause as Error).message}`, { cause });
  }
}

/** The package a bare specifier names: `@scope/name/part` gives `@scope/name`; `node:fs/promises` stays whole. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function resolveImport(path: string, specifier: string, kind: ImportKind): Import {
  if (!specifier.startsWith('.')) return { specifier, kind, file: null, pkg: packageOf(specifier) };
  return { specifier, kind, file: posix.normalize(posix.join(posix.dirname(path), specifier)), pkg: null };
}

function runtimeImports(program: Program): [string, ImportKind][] {
  const found: [string, ImportKind][] = [];
  for (const node of findNodes(program, [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'CallExpression',
  ])) {
    const specifier = literalText(node.source);
    if (specifier !== null) found.push([specifier, node.type === 'ImportExpression' ? 'dynamic' : 'value']);
    const isRequire = node.type === 'CallExpression' && (node.callee as AnyNode).name === 'require';
    const required = isRequire ? literalText((node.arguments as AnyNode[])[0]) : null;
    if (required !== null) found.push([required, 'value']);
  }
  return found;
}

// Type imports are gone after stripping, so they are read from the text, with comments and run-time strings blanked out first.
function typeImports(text: string): [string, ImportKind][] {
  const statements = text.matchAll(/^[ \t]*(?:import|export)\s+type\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm);
  const expressions = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [...statements, ...expressions].map((match) => [match[1] ?? '', 'type']);
}

function textSpans(program: Program): Span[] {
  return findNodes(program, ['Literal', 'TemplateElement']).map((node: Node) => ({ start: node.start, end: node.end }));
}

function withoutText(text: string, spans: Span[]): string {
  const characters = text.split('');
  for (const { start, end } of spans) characters.fill(' ', start, end);
  return characters.join('');
}
