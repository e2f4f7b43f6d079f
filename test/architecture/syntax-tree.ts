import type { Node } from 'acorn';

/** A syntax node whose fields are read by name; what a field holds depends on `type` (ESTree). */
export type AnyNode = Node & Record<string, unknown>;

/** Every node below `start` (itself included) whose type is in `types`; all nodes when `types` is left out. */
export function findNodes(start: Node, types?: string[]): AnyNode[] {
  const found: AnyNode[] = [];
  visit(start as AnyNode, null, (node) => {
    if (types === undefined || types.includes(node.type)) found.push(node);
  });
  return found;
}

/** Calls `see` for every node below `node` with its parent. */
export function visit(node: AnyNode, parent: AnyNode | null, see: (node: AnyNode, parent: AnyNode | null) => void): void {
  see(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, see);
  }
}

/** The text of a string literal, or of a template without parts; null for anything else. */
export function literalText(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  const [first, ...more] = node.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked?: string } }[]) : [];
  return first === undefined || more.length > 0 ? null : (first.value.cooked ?? null);
}

/** The line a node begins on, and the lines it covers. */
export function linesOf(node: Node): { first: number; count: number } {
  const first = node.loc?.start.line ?? 0;
  return { first, count: (node.loc?.end.line ?? 0) - first + 1 };
}

/** Names read in the code that the file itself never declares: globals, in short. Over-declares rather than under-declares scopes. */
export function globalNames(program: Node): Set<string> {
  const declared = new Set(patternNames(program));
  const read = new Set<string>();
  visit(program as AnyNode, null, (node, parent) => {
    if (node.type !== 'Identifier' || isLabel(node, parent)) return;
    (isDeclaration(node, parent) ? declared : read).add(node.name as string);
  });
  return new Set([...read].filter((name) => !declared.has(name)));
}

function patternNames(program: Node): string[] {
  const objects = findNodes(program, ['ObjectPattern']).flatMap((node) =>
    (node.properties as AnyNode[]).map((property) => property.value ?? property.argument),
  );
  const arrays = findNodes(program, ['ArrayPattern']).flatMap((node) => node.elements as unknown[]);
  return [...objects, ...arrays].filter(isNode).flatMap((node) => (typeof node.name === 'string' ? [node.name] : []));
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function isLabel(node: AnyNode, parent: AnyNode | null): boolean {
  if (parent === null) return false;
  if (parent.type === 'MemberExpression') return parent.property === node && parent.computed !== true;
  const isKey = ['Property', 'MethodDefinition', 'PropertyDefinition'].includes(parent.type) && parent.key === node;
  return isKey && parent.computed !== true && parent.value !== node;
}

const declaringTypes = [
  'ImportSpecifier',
  'ImportDefaultSpecifier',
  'ImportNamespaceSpecifier',
  'ClassDeclaration',
  'CatchClause',
  'RestElement',
];

function isDeclaration(node: AnyNode, parent: AnyNode | null): boolean {
  if (parent === null) return false;
  if (declaringTypes.includes(parent.type)) return parent.superClass !== node;
  if (parent.type === 'VariableDeclarator') return parent.id === node;
  if (parent.type === 'AssignmentPattern') return parent.left === node;
  if (/Function/.test(parent.type)) return parent.body !== node;
  return false;
}
