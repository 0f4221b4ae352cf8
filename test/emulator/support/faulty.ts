import type { Emulator, Operation, Vendor } from '../../../src/emulator/index.js'
import { authorization, bases, createPaths } from './ask.js'
import { createBody } from './create-everywhere.js'

export const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']

/** How to ask: by the emulator's own fetch, by one over a socket, by one that MSW catches. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

/** Asks for a key and gives whatever comes, good or bad. `options` can say where, and give up. */
export function askForKey(
  emulator: Emulator,
  vendor: Vendor,
  options: { readonly base?: string; readonly send?: Send; readonly init?: RequestInit } = {},
): Promise<Response> {
  const { base = bases[vendor], send = emulator.fetch, init } = options
  return send(base + createPaths[vendor], {
    method: 'POST',
    headers: { ...authorization(emulator, vendor), 'content-type': 'application/json' },
    body: JSON.stringify(createBody(emulator, vendor)),
    ...init,
  })
}

/** Reads a list, or one key where an id is given. */
export function askForKeys(emulator: Emulator, vendor: Vendor, id?: string): Promise<Response> {
  const { unkey, clerk, factify } = emulator.credentials
  const headers = authorization(emulator, vendor)
  if (vendor === 'unkey') {
    const [path, body] =
      id === undefined ? ['apis.listKeys', { apiId: unkey.apiId }] : ['keys.getKey', { keyId: id }]
    return emulator.fetch(`${bases.unkey}/v2/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
  }
  const paths = {
    clerk: id === undefined ? `/api_keys?subject=${clerk.subject}` : `/api_keys/${id}`,
    factify: `/v1beta/api-keys?organization_id=${factify.organizationId}`,
    flow: '/api-keys',
  }
  return emulator.fetch(bases[vendor] + paths[vendor], { headers })
}

/** How many keys a list shows. */
export async function listed(emulator: Emulator, vendor: Vendor): Promise<number> {
  const body = (await (await askForKeys(emulator, vendor)).json()) as {
    data?: unknown[]
    items?: unknown[]
    apiKeys?: unknown[]
  }
  return (body.data ?? body.items ?? body.apiKeys ?? []).length
}

/** What became of the last request: what hit it, what was answered, and whether the upstream did it. */
export function last(emulator: Emulator): {
  readonly operation: Operation | null | undefined
  readonly status: number | null | undefined
  readonly fault: string | null | undefined
  readonly done: boolean | undefined
} {
  const { operation, status, fault, done } = emulator.requests.at(-1) ?? {}
  return { operation, status, fault, done }
}

/** What a promise is rejected with, and the code of its cause. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ readonly error: Error; readonly code: unknown }> {
  try {
    await promise
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } }
    return { error: error as Error, code: cause?.code }
  }
  throw new Error('It did not fail.')
}

/** The part of a body that came, and what it ended with. */
export async function drain(
  response: Response,
): Promise<{ readonly bytes: number; readonly error: Error | null }> {
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) bytes += chunk.length
  } catch (error) {
    return { bytes, error: error as Error }
  }
  return { bytes, error: null }
}
