import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import { Secret } from '../../core/index.js'
import { usage } from '../failure.js'
import { refuseTerminal } from './read-stream.js'

const text = z.string().check(z.minLength(1))
const line = z.object({ id: text, secret: text })

/** Secrets of keys that the caller has: in memory alone. */
export class KnownSecrets {
  readonly #secrets: ReadonlyMap<string, Secret>
  readonly #asked = new Set<string>()

  constructor(secrets: ReadonlyMap<string, Secret>) {
    this.#secrets = secrets
  }

  of(id: string): Secret | undefined {
    const secret = this.#secrets.get(id)
    if (secret !== undefined) this.#asked.add(id)
    return secret
  }

  /** Of how many nobody wanted to know: their ids are of no key that moves. */
  get unused(): number {
    return this.#secrets.size - this.#asked.size
  }
}

/** Reads lines of JSON, `{"id":"key_1","secret":"…"}`, from a file descriptor. No message quotes one. */
export async function readSecrets(descriptor: number): Promise<KnownSecrets> {
  refuseTerminal(descriptor, 'A list of secrets', 'Read it from a file or a pipe.')
  const secrets = new Map<string, Secret>()
  let number = 0
  try {
    const input = createReadStream('', { fd: descriptor, autoClose: descriptor > 2 })
    const failed = new Promise<never>((_, reject) => input.once('error', reject))
    failed.catch(() => undefined)
    const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]()
    for (;;) {
      const { done, value } = await Promise.race([lines.next(), failed])
      if (done === true) break
      number += 1
      if (value.trim() !== '') add(secrets, value, number)
    }
  } catch (error) {
    if (error instanceof Error && 'exit' in error) throw error
    throw usage(`--secrets-fd: file descriptor ${descriptor} is not open for reading.`)
  }
  if (secrets.size === 0) throw usage('--secrets-fd: there is no line. Nothing was sent.')
  return new KnownSecrets(secrets)
}

function add(secrets: Map<string, Secret>, value: string, number: number): void {
  const { id, secret } = read(value, number)
  const before = secrets.get(id)
  const known = new Secret(secret)
  if (before !== undefined && !before.equals(known))
    throw usage(
      `--secrets-fd, line ${number}: the key has another secret in an earlier line. Nothing was sent.`,
    )
  secrets.set(id, known)
}

function read(value: string, number: number): z.infer<typeof line> {
  try {
    return line.parse(JSON.parse(value))
  } catch {
    // The reason is not told: it would quote the line.
    throw usage(
      `--secrets-fd, line ${number}: it must be an object in JSON with \`id\` (at the source) and \`secret\`. Nothing was sent.`,
    )
  }
}
