import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import ts from 'typescript'

/** A file of `src`, or one that a test made up. */
export interface SourceFile {
  /** From `src` on, with slashes: `core/secret.ts`. */
  readonly path: string
  readonly text: string
}

/** All files of `src`. */
export function sourceFiles(): SourceFile[] {
  return readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return { path: file.split(sep).slice(1).join('/'), text: readFileSync(file, 'utf8') }
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

/** All vendors: each has a folder of its own among the providers. */
export function vendorIds(): string[] {
  return readdirSync('src/providers')
}

/** Every node of a file in reading order; comments are not among them. */
export function nodesOf({ path, text }: SourceFile): ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return nodes
}

/** Where a node stands, for a message: `core/secret.ts:12`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile()
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
