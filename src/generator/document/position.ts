import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import { stepsOf } from '../json-pointer.js'
import { pointerOf } from './pointers.js'

export interface Position {
  readonly line: number
  readonly column: number
  /** As far as it leads. */
  readonly pointer: string
}

/** Where a JSON pointer leads in a text: to its deepest step that is there. The text is parsed anew, since only errors ask. */
export function positionOf(text: string, pointer: string): Position {
  const lines = new LineCounter()
  const document = parseDocument(text, { merge: true, lineCounter: lines, logLevel: 'silent' })
  let node: unknown = document.contents
  let offset = startOf(node)
  const passed: string[] = []
  for (const step of stepsOf(pointer)) {
    const found = below(document, node, step)
    if (found === undefined) break
    offset = startOf(found.name ?? found.value)
    node = found.value
    passed.push(step)
  }
  const { line, col } = lines.linePos(offset)
  return { line, column: col, pointer: pointerOf(passed) }
}

/** What stands under a name or at an index, and the name itself, which is where a person looks. */
function below(
  document: Document,
  node: unknown,
  step: string,
): { name?: unknown; value: unknown } | undefined {
  const holder = isAlias(node) ? node.resolve(document) : node
  if (isSeq(holder)) {
    const value = holder.items[Number(step)]
    return value === undefined ? undefined : { value }
  }
  if (!isMap(holder)) return undefined
  const pair = holder.items.find(({ key }) => isScalar(key) && String(key.value) === step)
  return pair === undefined ? undefined : { name: pair.key, value: pair.value }
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}
