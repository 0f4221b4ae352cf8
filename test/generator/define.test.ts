import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { importedNames } from '../../src/generator/emit-imports.js'

it('`keymux/define` exports what generated code imports, and nothing else', async () => {
  const file = 'src/define/index.ts'
  const source = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest)
  const exported = source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  )
  expect(exported.toSorted()).toEqual([...importedNames].toSorted())
})
