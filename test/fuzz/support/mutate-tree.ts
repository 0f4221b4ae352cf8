import type { Draw } from './draw.js'
import { nameAt, placesIn, Raw, replaced, Members, type Place, type Tree } from './tree.js'

/** A change of an answer that is still JSON. */
export interface TreeMutation {
  /** What it does, and to which field: for the report of a failure. */
  readonly name: string
  readonly field: string
  apply(tree: Tree): Tree
}

type Change = (value: Tree, name: string) => readonly (readonly [string, Tree])[]

const become =
  (other: (value: Tree) => Tree): Change =>
  (value, name) => [[name, other(value)]]
const rename =
  (other: (name: string) => string): Change =>
  (value, name) => [[other(name), value]]

const deep = (levels: number): Raw => new Raw(`${'['.repeat(levels)}${']'.repeat(levels)}`)
const deepObject = (levels: number): Raw => new Raw(`${'{"data":'.repeat(levels)}1${'}'.repeat(levels)}`)

/** What can become of one field. */
const changes: Readonly<Record<string, Change>> = {
  dropped: () => [],
  nulled: become(() => null),
  'retyped: a number': become(() => 17),
  'retyped: a fraction': become(() => -1.5),
  'retyped: out of range': become(() => new Raw('1e999')),
  'retyped: empty text': become(() => ''),
  'retyped: true': become((value) => (value === false ? null : true)),
  'retyped: false': become((value) => (value === true ? null : false)),
  'retyped: an object': become(() => new Members([])),
  'retyped: a list': become(() => []),
  'retyped: JSON text': become((value) => (typeof value === 'string' ? null : JSON.stringify(value))),
  'in a list': become((value) => [value]),
  'in two lists': become((value) => [[value]]),
  'under a value': become((value) => new Members([['value', value]])),
  'nested in itself': (value, name) => [[name, new Members([[name, value]])]],
  'nested in data': become((value) => new Members([['data', value]])),
  'in capitals': rename((name) => name.toUpperCase()),
  'in snake_case': rename((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  'in camelCase': rename((name) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())),
  'in kebab-case': rename((name) => name.replaceAll(/_|(?=[A-Z])/g, () => '-').toLowerCase()),
  'under another name': rename((name) => `${name}_v2`),
  'twice: null first': (value, name) => [
    [name, null],
    [name, value],
  ],
  'twice: null last': (value, name) => [
    [name, value],
    [name, null],
  ],
  'twice: the same': (value, name) => [
    [name, value],
    [name, value],
  ],
  'null beside another spelling': (value, name) => [
    [name, null],
    [name.toUpperCase(), value],
  ],
  huge: become(() => 'x'.repeat(20_000)),
  'a huge list': become(() => new Raw(`[${'0,'.repeat(5000)}0]`)),
  deep: become(() => deep(3000)),
  'a deep object': become(() => deepObject(3000)),
  'an unknown word': become((value) => (typeof value === 'string' ? value : 'brand_new')),
  'beside a prototype': (value, name) => [
    ['__proto__', new Members([[name, 'of the prototype']])],
    [name, value],
  ],
  'beside much else': (value, name) => [
    ...Array.from({ length: 300 }, (_, index): readonly [string, Tree] => [`extra${index}`, index]),
    [name, value],
  ],
}

/** Words of a vendor's lists: only these may become others, since a free text that changes is another text. */
const listed = new Set(['code', 'object', 'type'])

function changeOf(kind: string, change: Change, tree: Tree, place: Place): TreeMutation {
  const field = nameAt(tree, place)
  const asListed: Change =
    kind === 'an unknown word' && listed.has(field) ? become(() => 'brand_new') : change
  return { name: `${field} ${kind}`, field, apply: (whole) => replaced(whole, place, asListed) }
}

/** Every change of every field. */
export function fieldMutations(tree: Tree): TreeMutation[] {
  return placesIn(tree).flatMap((place) =>
    Object.entries(changes).map(([kind, change]) => changeOf(kind, change, tree, place)),
  )
}

/** One change of one field; undefined where there is no field. */
export function drawnMutation(draw: Draw, tree: Tree): TreeMutation | undefined {
  const places = placesIn(tree)
  if (places.length === 0) return undefined
  const [kind, change] = draw.pick(Object.entries(changes))
  return changeOf(kind, change, tree, draw.pick(places))
}

const inMember =
  (name: string) =>
  (tree: Tree): Tree =>
    new Members([[name, tree]])

/** What can become of an answer as a whole. */
export const wholeMutations: readonly TreeMutation[] = [
  ...['data', 'result', 'response', 'payload', 'api_key', 'apiKey', 'DATA', 'answer'].map((name) => ({
    name: `wrapped in ${name}`,
    apply: inMember(name),
  })),
  { name: 'wrapped in data of data', apply: (tree: Tree) => inMember('data')(inMember('data')(tree)) },
  { name: 'in a list', apply: (tree: Tree) => [tree] },
  { name: 'in a list in data', apply: (tree: Tree) => inMember('data')([tree]) },
  { name: 'in a list of lists', apply: (tree: Tree) => [[tree]] },
  { name: 'after null in a list', apply: (tree: Tree) => [null, tree] },
  { name: 'without its envelope', apply: withoutEnvelope },
  { name: 'with its envelope doubled', apply: doubled },
  { name: 'with its objects in lists', apply: listedObjects },
  { name: 'empty', apply: () => new Members([]) },
  { name: 'null', apply: () => null },
  { name: 'a number', apply: () => 1 },
  { name: 'an empty list', apply: () => [] },
  { name: 'a text', apply: (tree: Tree) => JSON.stringify(tree) },
].map((mutation) => ({ ...mutation, field: '' }))

/** Each object in the answer gives its members to the object around it. */
function withoutEnvelope(tree: Tree): Tree {
  if (!(tree instanceof Members)) return tree
  return new Members(
    tree.list.flatMap(([name, value]): readonly (readonly [string, Tree])[] =>
      value instanceof Members ? value.list : [[name, value]],
    ),
  )
}

function doubled(tree: Tree): Tree {
  if (!(tree instanceof Members)) return tree
  return new Members(
    tree.list.map(([name, value]) => [name, value instanceof Members ? new Members([[name, value]]) : value]),
  )
}

function listedObjects(tree: Tree): Tree {
  if (!(tree instanceof Members)) return tree
  return new Members(tree.list.map(([name, value]) => [name, value instanceof Members ? [value] : value]))
}
