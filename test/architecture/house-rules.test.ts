import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { nodesOf, placeOf, sourceFiles, vendorIds, type SourceFile } from './support/source-files.js'

/** The only files that may turn a `Secret` into text, and what for. */
const mayReveal = [
  'cli/secrets/reveal-secret.ts', // to hand it over where the command was told to
  'conformance/secret-text.ts', // to look for it where it must not be
  'core/revealed.ts', // for what is presented, imported or settled
  'core/secret.ts', // to compare and to digest it
  'http/credential.ts', // to send a credential
  'http/operations/reconcile.ts', // to keep it out of the record that is found with it
]

function lines({ text }: SourceFile): number {
  return text.trimEnd().split('\n').length
}

function placesOf(files: readonly SourceFile[], found: (node: ts.Node) => boolean): string[] {
  return files.flatMap((file) => nodesOf(file).filter(found).map(placeOf))
}

/** `secret.reveal`, `secret['reveal']` or `{ reveal } = secret`. */
function reveals(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'reveal'
  if (ts.isElementAccessExpression(node)) return isReveal(node.argumentExpression)
  return ts.isBindingElement(node) && isReveal(node.propertyName ?? node.name)
}

function isReveal(node: ts.Node): boolean {
  return (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === 'reveal'
}

function prints(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === 'console'
}

function isAny(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.AnyKeyword
}

function find(text: string, found: (node: ts.Node) => boolean): number {
  return placesOf([{ path: 'core/a.ts', text }], found).length
}

describe('src', () => {
  const files = sourceFiles()
  const generated = files.filter(({ path }) => path.startsWith('generated/'))
  const written = files.filter((file) => !generated.includes(file))

  it('has no written file of more than 300 lines', () => {
    expect(written.filter((file) => lines(file) > 300).map(({ path }) => path)).toEqual([])
  })

  it.each(vendorIds())('has at most 1,500 generated lines for %s', (vendor) => {
    const own = generated.filter(({ path }) => path.startsWith(`generated/${vendor}/`))
    expect(own.map(({ path }) => path.split('/').at(-1))).toEqual(['adapter.ts', 'paths.ts', 'schemas.ts'])
    expect(own.reduce((sum, file) => sum + lines(file), 0)).toBeLessThanOrEqual(1500)
  })

  it('has names in kebab-case only', () => {
    const kebab = /^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*\.ts$/
    expect(files.map(({ path }) => path).filter((path) => !kebab.test(path))).toEqual([])
  })

  it('reveals a secret in few places', () => {
    const where = placesOf(files, reveals).map((place) => place.split(':')[0])
    expect([...new Set(where)]).toEqual(mayReveal)
  })

  it('has no any', () => {
    expect(placesOf(files, isAny)).toEqual([])
  })

  it('prints nothing', () => {
    expect(placesOf(files, prints)).toEqual([])
  })
})

describe('these rules', () => {
  it.each([
    'secret.reveal()',
    "secret['reveal']()",
    'const { reveal } = secret',
    'const { reveal: r } = secret',
  ])('see the secret come out in %s', (text) => expect(find(text, reveals)).toBe(1))

  it('see any and console, and not in a comment or a text', () => {
    expect(find('const a: any = console', isAny)).toBe(1)
    expect(find('const a: any = console', prints)).toBe(1)
    const harmless = '/** any: console.log(secret.reveal()) */ const a = "any console reveal"'
    expect(find(harmless, (node) => isAny(node) || prints(node) || reveals(node))).toBe(0)
  })
})
