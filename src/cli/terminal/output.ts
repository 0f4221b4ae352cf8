import pico from 'picocolors'

/** Whoever read the output has gone away: `| head -1`. */
export class ReaderGone extends Error {}

export type Colours = ReturnType<typeof pico.createColors>

/** One of the two streams that a command writes to. */
export interface Output {
  readonly isTerminal: boolean
  /** How many characters fit into a line; Infinity where nothing says so. */
  readonly columns: number
  readonly colours: Colours
  /** Rejects with `ReaderGone` where nobody reads any more. */
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

export function outputOf(stream: NodeJS.WriteStream, env: Environment): Output {
  // What goes wrong comes by the callback of the write that it went wrong with.
  stream.on('error', () => undefined)
  const isTerminal = stream.isTTY
  return {
    isTerminal,
    get columns() {
      return (isTerminal ? stream.columns : 0) || Number(env['COLUMNS']) || Infinity
    },
    colours: pico.createColors(wantsColours(isTerminal, env)),
    line: (text) =>
      new Promise((resolve, reject) => {
        stream.write(`${text}\n`, (error) => {
          if (!error) resolve()
          else reject('code' in error && error.code === 'EPIPE' ? new ReaderGone() : error)
        })
      }),
  }
}
