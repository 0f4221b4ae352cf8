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

/** Asks for a key, and holds what was taken and what came back against the vendor's document. */
export async function ask(
  emulator: Emulator,
  contract: Contract,
  vendor: Vendor,
  question: Question,
): Promise<Answered> {
  const { method = 'POST', path = createPaths[vendor], body, text = JSON.stringify(body) } = question
  const headers = {
    'content-type': 'application/json',
    ...(question.headers ?? authorization(emulator, vendor)),
  }
  const bodiless = method === 'GET' || method === 'HEAD'
  const response = await emulator.fetch(`${bases[vendor]}${path}`, {
    method,
    headers,
    ...(!bodiless && { body: text }),
  })
  const answer = (await response.json()) as Fields
  const known = createPaths[vendor]
  if (response.ok) expect(contract.requestFaults(method, known, JSON.parse(text))).toEqual([])
  expect(contract.responseFaults(method, known, response.status, answer)).toEqual([])
  return { status: response.status, headers: response.headers, body: answer }
}
