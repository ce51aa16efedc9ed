import ts from 'typescript';
import type { SourceFile } from './source-files.js';

/**
 * Exported functions, classes, interfaces, types and constants without a docstring, as `path: name`. Re-exports carry
 * the docstring of what they export; a type that is only another view of something documented (`z.infer`, `typeof`)
 * needs none, nor do `…Options`, whose name says whose they are (their members are what needs words).
 */
export function undocumentedExports(file: SourceFile): string[] {
  return file.tree.statements.flatMap((statement) => {
    if (!isDeclaration(statement) || !isExported(statement) || ts.getJSDocCommentsAndTags(statement).length > 0)
      return [];
    if (ts.isTypeAliasDeclaration(statement) && !ts.isTypeLiteralNode(statement.type)) return [];
    return namesOf(statement)
      .filter((name) => !(ts.isInterfaceDeclaration(statement) && name.endsWith('Options')))
      .map((name) => `${file.path}: ${name}`);
  });
}

type Declaration =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isVariableStatement(node)
  );
}

function isExported(node: Declaration): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function namesOf(node: Declaration): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.getText());
  return [node.name?.getText() ?? 'default'];
}
