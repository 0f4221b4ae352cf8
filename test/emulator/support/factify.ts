import { createEmulator, type Emulator, type FactifySetup } from '../../../src/emulator/index.js'
import { type Answered, ask } from './ask.js'
import type { Made } from './clerk.js'
import { createClock } from './clock.js'
import { type Contract, contractOf } from './contract.js'

export const contract: Contract = contractOf('factify')
export const start: Date = new Date('2026-05-01T12:00:00.250Z')
export const nobody: string = `key_${'0'.repeat(26)}`

/** A Factify to ask, whose every answer is held against the document. */
export interface Factify {
  readonly emulator: Emulator
  readonly organizationId: string
  readonly wait: (milliseconds: number) => void
  make(body?: object): Promise<Made>
  /** Asks with the credential of the emulator, or with another. */
  send(method: string, path: string, body?: unknown, credential?: string): Promise<Answered>
}

export function createFactify(options: FactifySetup = {}): Factify {
  const { now, wait } = createClock(start)
  const emulator = createEmulator({ seed: 1, now, factify: options })
  const { organizationId } = emulator.credentials.factify
  const send: Factify['send'] = (method, path, body, credential) =>
    ask(emulator, contract, 'factify', {
      method,
      path,
      body,
      ...(credential !== undefined && { headers: { authorization: `Bearer ${credential}` } }),
    })
  let made = 0
  return {
    emulator,
    organizationId,
    wait,
    send,
    async make(body = {}) {
      made += 1
      const key = { name: `Key ${made}`, organization_id: organizationId, ...body }
      const answer = await send('POST', '/v1beta/api-keys', key)
      if (answer.status !== 200) throw new Error(`Factify answered ${answer.status}.`)
      return { id: String(answer.body['api_key']?.['id']), secret: String(answer.body['secret']) }
    },
  }
}
