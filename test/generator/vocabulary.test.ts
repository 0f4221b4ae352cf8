import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { operations } from '../../src/core/operation.js'
import { verifyReasons } from '../../src/core/verify-key.js'
import { codecs } from '../../src/generator/field-annotation.js'

function nodesBelow(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = []
  node.forEachChild((child) => void children.push(child, ...nodesBelow(child)))
  return children
}

/** `vendor: …` in `z.strictObject({ … })`. */
function attributesIn(node: ts.Node): string[] {
  const isShape = ts.isCallExpression(node) && node.expression.getText().endsWith('strictObject')
  const [shape] = isShape ? node.arguments : []
  if (shape === undefined || !ts.isObjectLiteralExpression(shape)) return []
  return shape.properties.flatMap(({ name }) =>
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [],
  )
}

/** Each text of a list: the words that an enum allows. */
function wordsIn(node: ts.Node): string[] {
  if (!ts.isArrayLiteralExpression(node)) return []
  return node.elements.filter(ts.isStringLiteral).map(({ text }) => text)
}

async function nodesOf(file: string): Promise<ts.Node[]> {
  const source = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true)
  return nodesBelow(source)
}

it('docs/overlay.md names every attribute of an annotation, and every word that one may be', async () => {
  const files = ['root', 'operation', 'field'].map((of) => `src/generator/${of}-annotation.ts`)
  const nodes = (await Promise.all(files.map(nodesOf))).flat()
  const [attributes, words] = [nodes.flatMap(attributesIn), nodes.flatMap(wordsIn)]
  expect(attributes).toEqual(expect.arrayContaining(['vendor', 'env', 'default-for', 'operation', 'also']))
  expect(words).toEqual(expect.arrayContaining(['createdBy', 'timeout', 'settles', 'revoked', 'past']))

  const page = await readFile('docs/overlay.md', 'utf8')
  const named = new Set([...page.matchAll(/`'?([^`']+)'?`/g)].map(([, name]) => name))
  const all = new Set([...attributes, ...words, ...Object.keys(codecs), ...operations, ...verifyReasons])
  expect([...all].filter((name) => !named.has(name))).toEqual([])
})
