import { expect } from 'vitest'

import type { Emulator, Vendor } from '../../../src/emulator/index.js'
import type { Contract } from './contract.js'

/** What to ask, beyond what every create has in common. */
export interface Question {
  readonly body?: unknown
  /** Sent as it is, in place of `body`. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  readonly path?: string
}

/** What came back. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: Fields
}

/** A body that has been held against the vendor's document, so that a test may look into it unchecked. */
export interface Fields {
  readonly [name: string]: Fields
}

export const bases: Readonly<Record<Vendor, string>> = {
  unkey: 'https://api.unkey.com',
  clerk: 'https://api.clerk.com/v1',
  factify: 'https://api.factify.com',
  flow: 'https://flow.example.com',
}

export const createPaths: Readonly<Record<Vendor, string>> = {
  unkey: '/v2/keys.createKey',
  clerk: '/api_keys',
  factify: '/v1beta/api-keys',
  flow: '/api-keys',
}

/** A header with the credential that the emulator lets in. */
export function authorization(emulator: Emulator, vendor: Vendor): Record<string, string> {
  const { unkey, clerk, factify, flow } = emulator.credentials
  const token = { unkey: unkey.rootKey, clerk: clerk.secretKey, factify: factify.apiKey, flow: flow.token }[
    vendor
  ]
  return { authorization: `Bearer ${token}` }
}

/**
 * Asks something, by default for a key, and holds what was taken and what came back against the vendor's document. A
 * path that the document does not have is held to what it says of a create.
 */
export async function ask(
  emulator: Emulator,
  contract: Contract,
  vendor: Vendor,
  question: Question,
): Promise<Answered> {
  const { method = 'POST', path = createPaths[vendor], body } = question
  const bodiless = method === 'GET' || method === 'HEAD' || (question.text ?? body) === undefined
  const text = question.text ?? JSON.stringify(body)
  const response = await emulator.fetch(`${bases[vendor]}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(question.headers ?? authorization(emulator, vendor)),
    },
    ...(!bodiless && { body: text }),
  })
  const answered = await response.text()
  const answer = answered === '' ? undefined : (JSON.parse(answered) as Fields)
  const known = contract.templateOf(method, path)
  const [verb, template] = known === null ? ['POST', createPaths[vendor]] : [method, known]
  if (response.ok && !bodiless) expect(contract.requestFaults(verb, template, JSON.parse(text))).toEqual([])
  expect(contract.responseFaults(verb, template, response.status, answer)).toEqual([])
  return { status: response.status, headers: response.headers, body: answer ?? {} }
}
