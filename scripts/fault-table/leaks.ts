import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { inspect } from 'node:util'

/** A text that nothing may show, and what it is. */
export interface Hidden {
  readonly name: string
  readonly text: string
}

/** Shorter runs than this are in any text by chance. */
const runLength = 6

/** Whether a text shows a secret, whole or a telling part of it. */
export function shows(text: string, secret: string): boolean {
  const random = secret.replace(/^(?:[a-z]+_){0,2}/, '')
  for (let at = 0; at + runLength <= random.length; at += 1)
    if (text.includes(random.slice(at, at + runLength))) return true
  return false
}

/** The ways in which a value becomes text in a log, a trace or a dump. */
export const surfaces = {
  message: (value: unknown): string => (value instanceof Error ? value.message : ''),
  stack: (value: unknown): string => (value instanceof Error ? (value.stack ?? '') : ''),
  JSON: (value: unknown): string => JSON.stringify(value),
  inspect: (value: unknown): string => inspect(value, { depth: Infinity, maxStringLength: null }),
  console: (value: unknown): string => printed(value),
  'log line': (value: unknown): string => logLine(value),
} as const

export type Surface = keyof typeof surfaces

/** What of these is shown where: `secret in message, stack`. */
export function leaksOf(value: unknown, where: readonly Surface[], hidden: readonly Hidden[]): string[] {
  const texts = where.map((surface) => [surface, attempt(() => surfaces[surface](value))] as const)
  return [...new Set(hidden.map(({ name }) => name))].flatMap((name) => {
    const own = hidden.filter((each) => each.name === name)
    const found = texts.filter(([, text]) => own.some((each) => shows(text, each.text)))
    return found.length === 0 ? [] : [`${name} in ${found.map(([surface]) => surface).join(', ')}`]
  })
}

function printed(value: unknown): string {
  const out = new PassThrough()
  new Console(out).log(value)
  return String(out.read())
}

/** As pino's serializer writes an error: its class, message, stack, and all that can be enumerated. */
function logLine(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value)
  const fields: Record<string, unknown> = {}
  for (const name in value) fields[name] = (value as unknown as Record<string, unknown>)[name]
  const { message, stack } = value
  return JSON.stringify({ type: value.constructor.name, message, stack, ...fields })
}

/** What cannot be printed in a way is not seen in that way. */
function attempt(print: () => string | undefined): string {
  try {
    return print() ?? ''
  } catch {
    return ''
  }
}
