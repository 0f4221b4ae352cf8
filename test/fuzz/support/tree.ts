/** JSON as it is written: members in order, a name as often as it stands there, and what no parser would give back. */
export type Tree = null | boolean | number | string | readonly Tree[] | Members | Raw

/** The members of an object. */
export class Members {
  readonly list: readonly (readonly [string, Tree])[]

  constructor(list: readonly (readonly [string, Tree])[]) {
    this.list = list
  }
}

/** A value as text: nested deeper than any stack, a number out of range. */
export class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Where a value stands: the index of each member or item on the way. */
export type Place = readonly number[]

export function treeOf(json: unknown): Tree {
  if (Array.isArray(json)) return json.map((item) => treeOf(item))
  if (typeof json === 'object' && json !== null)
    return new Members(Object.entries(json).map(([name, value]) => [name, treeOf(value)]))
  return json as null | boolean | number | string
}

export function textOf(tree: Tree): string {
  if (tree instanceof Raw) return tree.text
  if (tree instanceof Members)
    return `{${tree.list.map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`).join(',')}}`
  if (isList(tree)) return `[${tree.map((item) => textOf(item)).join(',')}]`
  return JSON.stringify(tree)
}

export function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree)
}

/** All places but the root's, outer ones first. */
export function placesIn(tree: Tree, above: Place = []): Place[] {
  const parts = tree instanceof Members ? tree.list.map(([, value]) => value) : isList(tree) ? tree : []
  return parts.flatMap((part, index) => {
    const place = [...above, index]
    return [place, ...placesIn(part, place)]
  })
}

/** A copy in which other members, or other items, stand at a place. */
export function replaced(
  tree: Tree,
  [index = 0, ...rest]: Place,
  change: (value: Tree, name: string) => readonly (readonly [string, Tree])[],
): Tree {
  const within = ([name, value]: readonly [string, Tree]): readonly (readonly [string, Tree])[] =>
    rest.length === 0 ? change(value, name) : [[name, replaced(value, rest, change)]]
  if (tree instanceof Members)
    return new Members(tree.list.flatMap((member, at) => (at === index ? within(member) : [member])))
  if (!isList(tree)) return tree
  return tree.flatMap((item, at) => (at === index ? within(['', item]).map(([, value]) => value) : [item]))
}

/** The name of the member at a place; of an item in a list, the list's. */
export function nameAt(tree: Tree, place: Place): string {
  let [node, name]: [Tree, string] = [tree, '']
  for (const index of place) {
    if (node instanceof Members) [name, node] = node.list[index] ?? ['', null]
    else if (isList(node)) node = node[index] ?? null
  }
  return name
}
