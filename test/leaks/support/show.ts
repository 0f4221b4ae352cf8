import { inspect } from 'node:util'
import { printings, printingsOfError } from '../printings.js'

const all = {
  depth: Infinity,
  showHidden: true,
  getters: true,
  maxArrayLength: null,
  maxStringLength: null,
} as const

/** All that the usual ways of printing show of a value, with its stack and its causes, as one text. */
export function shownBriefly(value: unknown): string {
  const parts: string[] = []
  for (let [each, depth] = [value, 0]; each !== undefined && depth < 6; depth += 1) {
    parts.push(
      inspect(each, all),
      inspect(each, { ...all, customInspect: false }),
      attempt(() => JSON.stringify(each)),
      attempt(() => `${String(each)} ${each as string}`),
      attempt(() => inspect(structuredClone(each), all)),
      attempt(() => inspect(Object.getOwnPropertyDescriptors(each), all)),
    )
    if (!(each instanceof Error)) break
    parts.push(each.message, each.stack ?? '')
    each = each.cause
  }
  return parts.join('\n')
}

/** The same with every other way: consoles, formats, spread copies, the diff of a failing test. */
export function shownInAllWays(value: unknown): string {
  const ways = value instanceof Error ? printingsOfError(value) : printings(value)
  return Object.values(ways).join('\n')
}

function attempt(print: () => string | undefined): string {
  try {
    return print() ?? ''
  } catch (error) {
    return inspect(error, all)
  }
}
