import pico from 'picocolors'
import { trouble } from '../failure.js'

/** Whoever read the output has gone away: `| head -1`. */
export class ReaderGone extends Error {}

export type Colours = ReturnType<typeof pico.createColors>

/** One of the two streams that a command writes to. */
export interface Output {
  readonly isTerminal: boolean
  /** How many characters fit into a line; Infinity where nothing says so. */
  readonly columns: number
  readonly colours: Colours
  /** Rejects with `ReaderGone` where nobody reads results any more, and never where it is for notes. */
  line(text: string): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/** Colours on a terminal alone, unless the environment says otherwise; of two that contradict each other FORCE_COLOR wins, as in Node. */
export function wantsColours(isTerminal: boolean, env: Environment): boolean {
  const force = env['FORCE_COLOR']
  if (force !== undefined) return force !== '0' && force !== 'false'
  if ((env['NO_COLOR'] ?? '') !== '') return false
  return isTerminal && env['TERM'] !== 'dumb'
}

/** Where results go. */
export function resultsTo(stream: NodeJS.WriteStream, env: Environment): Output {
  return outputTo(stream, env, (text) => written(stream, text))
}

/** Where notes go: one that nobody can see must not decide what becomes of a key. */
export function notesTo(stream: NodeJS.WriteStream, env: Environment): Output {
  return outputTo(stream, env, (text) => written(stream, text).catch(() => undefined))
}

function outputTo(stream: NodeJS.WriteStream, env: Environment, line: Output['line']): Output {
  // What goes wrong comes by the callback of the write that it went wrong with.
  stream.on('error', () => undefined)
  const isTerminal = stream.isTTY
  return {
    isTerminal,
    get columns() {
      return (isTerminal ? stream.columns : 0) || Number(env['COLUMNS']) || Infinity
    },
    colours: pico.createColors(wantsColours(isTerminal, env)),
    line,
  }
}

function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${text}\n`, (error) => {
      if (!error) return resolve()
      const code = 'code' in error ? String(error.code) : error.name
      reject(code === 'EPIPE' ? new ReaderGone() : trouble(`stdout cannot be written (${code}).`))
    })
  })
}
