import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of `src` as the architecture test sees it. */
export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly tree: ts.SourceFile;
  /** What it imports, re-exports, imports dynamically, requires or imports as a type, as written. */
  readonly specifiers: readonly string[];
}

/** Every TypeScript file under a folder of the repository. */
export function readSourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) =>
      readSource(join(folder, name).replaceAll('\\', '/'), readFileSync(join(root, folder, name), 'utf8')),
    );
}

/** Reads one file's text. */
export function readSource(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { path, text, lines, tree, specifiers: readSpecifiers(tree) };
}

/** What a file loads as soon as it is loaded itself: its imports but for types and dynamic ones. */
export function loadedSpecifiers(file: SourceFile): string[] {
  return file.tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const typesOnly = ts.isExportDeclaration(statement) ? statement.isTypeOnly : isTypeOnly(statement.importClause);
    return statement.moduleSpecifier && !typesOnly ? [(statement.moduleSpecifier as ts.StringLiteral).text] : [];
  });
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function readSpecifiers(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      found.push((node.moduleSpecifier as ts.StringLiteral).text);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push((node.argument.literal as ts.StringLiteral).text);
    } else if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const loads =
        node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(node.expression) && node.expression.text === 'require');
      if (loads && argument && ts.isStringLiteralLike(argument)) found.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The file of `src` that a relative specifier means; `undefined` for packages. */
export function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const absolute = resolve(root, dirname(file.path), specifier);
  return relative(root, absolute).replaceAll('\\', '/').replace(/\.js$/, '.ts');
}
