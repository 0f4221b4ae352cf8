import { createReadStream } from 'node:fs'
import { addAbortSignal, type Readable } from 'node:stream'
import { isatty } from 'node:tty'
import { interrupted, usage } from '../failure.js'
import { interruption } from '../interrupt.js'

/** More than any secret has: who passes a whole file by mistake shall hear of it. */
const longest = 64 * 1024

/** The text on a file descriptor, without the line break that ends it. */
export async function readDescriptor(descriptor: number, what: string): Promise<string> {
  refuseTerminal(descriptor, what)
  try {
    return await readStream(createReadStream('', { fd: descriptor, autoClose: descriptor > 2 }), what)
  } catch (error) {
    if (error instanceof Error && 'exit' in error) throw error
    throw usage(`${what} cannot be read from file descriptor ${descriptor}: it is not open for reading.`)
  }
}

const wherePrompted =
  'Let the prompt, which goes to stderr, reach the terminal as well, or read it from a file or a pipe.'

/** A terminal shows what is typed there: only a prompt that is drawn on it can hide that. */
export function refuseTerminal(descriptor: number, what: string, wayOut: string = wherePrompted): void {
  if (!isatty(descriptor)) return
  throw usage(`${what} would be shown as it is typed. ${wayOut} Nothing was sent.`)
}

export async function readStream(stream: Readable, what: string): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of addAbortSignal(interruption, stream)) {
      chunks.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size > longest) throw usage(`${what} is longer than any secret.`)
    }
  } catch (error) {
    throw interruption.aborted ? interrupted('Nothing was done.') : error
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
  if (text === '') throw usage(`${what} is empty.`)
  if (text.includes('\n')) throw usage(`${what} has more than one line.`)
  return text
}
