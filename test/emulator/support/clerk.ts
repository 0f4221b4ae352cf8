import { createEmulator, type ClerkSetup, type Emulator } from '../../../src/emulator/index.js'
import { type Answered, ask } from './ask.js'
import { createClock } from './clock.js'
import { type Contract, contractOf } from './contract.js'

export const contract: Contract = contractOf('clerk')
export const start: Date = new Date('2026-05-01T12:00:00.000Z')
export const nobody: string = `ak_${'0'.repeat(32)}`

/** A key as its creation answered it. */
export interface Made {
  readonly id: string
  readonly secret: string
}

/** A Clerk to ask, whose every answer is held against the document. */
export interface Clerk {
  readonly emulator: Emulator
  readonly subject: string
  readonly wait: (milliseconds: number) => void
  /** Makes a key, named by a running number unless told otherwise. */
  make(body?: object): Promise<Made>
  send(method: string, path: string, body?: unknown): Promise<Answered>
}

export function createClerk(options: ClerkSetup = {}): Clerk {
  const { now, wait } = createClock(start)
  const emulator = createEmulator({ seed: 1, now, clerk: options })
  const { subject } = emulator.credentials.clerk
  let made = 0
  const send = (method: string, path: string, body?: unknown): Promise<Answered> =>
    ask(emulator, contract, 'clerk', { method, path, body })
  return {
    emulator,
    subject,
    wait,
    send,
    async make(body = {}) {
      made += 1
      const answer = await send('POST', '/api_keys', { name: `Key ${made}`, subject, ...body })
      if (answer.status !== 200) throw new Error(`Clerk answered ${answer.status}.`)
      return { id: String(answer.body['id']), secret: String(answer.body['secret']) }
    },
  }
}
