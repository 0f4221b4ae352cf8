import { createHash } from 'node:crypto'

import { createEmulator, type Emulator, type UnkeySetup } from '../../../src/emulator/index.js'
import { type Answered, ask, type Fields } from './ask.js'
import type { Made } from './clerk.js'
import { createClock } from './clock.js'
import { type Contract, contractOf } from './contract.js'

export const contract: Contract = contractOf('unkey')
export const start: Date = new Date('2026-05-01T12:00:00.000Z')
export const errors = 'https://unkey.com/docs/errors/'

/** An Unkey to ask, whose every answer is held against the document. */
export interface Unkey {
  readonly emulator: Emulator
  readonly apiId: string
  readonly wait: (milliseconds: number) => void
  make(body?: object): Promise<Made>
  /** Calls an operation by its name, such as `keys.getKey`. */
  call(operation: string, body: object): Promise<Answered>
  /** Calls one that has to succeed, for its data. */
  data(operation: string, body: object): Promise<Fields>
}

export function createUnkey(options: UnkeySetup = {}): Unkey {
  const { now, wait } = createClock(start)
  const emulator = createEmulator({ seed: 1, now, unkey: options })
  const { apiId } = emulator.credentials.unkey
  const call = (operation: string, body: object): Promise<Answered> =>
    ask(emulator, contract, 'unkey', { path: `/v2/${operation}`, body })
  const data = async (operation: string, body: object): Promise<Fields> => {
    const { status, body: answer } = await call(operation, body)
    if (status !== 200) throw new Error(`${operation} answered ${status}: ${JSON.stringify(answer['error'])}`)
    return answer['data'] ?? {}
  }
  return {
    emulator,
    apiId,
    wait,
    call,
    data,
    async make(body = {}) {
      const { keyId, key } = await data('keys.createKey', { apiId, ...body })
      return { id: String(keyId), secret: String(key) }
    },
  }
}

/** What an answer says is wrong: its status and the end of its type. */
export function failure({ status, body }: Answered): string {
  return `${status} ${String(body['error']?.['type']).replace(errors, '')}`
}

/** The hash that Unkey imports. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64')
}
