import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'

interface Target {
  readonly types: string
  readonly default: string
}

interface Manifest {
  readonly exports: Readonly<Record<string, Target | string>>
}

/** What the exports of an installed package offer, patterns filled in: import path → files. */
export function entriesOf(folder: string, files: readonly string[]): Map<string, Target> {
  const manifest = JSON.parse(readFileSync(posix.join(folder, 'package.json'), 'utf8')) as Manifest
  const targets = Object.entries(manifest.exports).filter(
    (entry): entry is [string, Target] => typeof entry[1] !== 'string',
  )
  return new Map(
    targets.flatMap(([path, target]): [string, Target][] => {
      if (!path.includes('*')) return [[path, target]]
      const [before = '', after = ''] = target.default.replace('./', '').split('*')
      return files
        .filter((file) => file.startsWith(before) && file.endsWith(after))
        .map((file) => file.slice(before.length, -after.length))
        .map((word) => [path.replace('*', word), fill(target, word)])
    }),
  )
}

function fill(target: Target, word: string): Target {
  return { types: target.types.replace('*', word), default: target.default.replace('*', word) }
}

/** All files that imports lead to, from the given ones on, in code and in declarations. */
export function reachable(
  folder: string,
  from: readonly string[],
  importsOf: (text: string) => readonly string[] = allImports,
): Set<string> {
  const found = new Set(from.map((file) => posix.normalize(file)))
  for (const file of found) {
    for (const name of importsOf(readFileSync(posix.join(folder, file), 'utf8'))) {
      if (!name.startsWith('.')) continue
      const target = posix.join(posix.dirname(file), name)
      found.add(file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target)
    }
  }
  return found
}

function allImports(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

/** What is loaded before the file itself runs, so without what `import()` loads. */
export function importsAtOnce(text: string): string[] {
  const { statements } = ts.createSourceFile('loaded.js', text, ts.ScriptTarget.Latest)
  return statements.flatMap((statement) => {
    const { moduleSpecifier } = statement as ts.ImportDeclaration | ts.ExportDeclaration
    return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : []
  })
}
