import type { Emulator, Vendor } from '../../../src/emulator/index.js'
import { authorization, bases, createPaths } from './ask.js'

/** A body that each vendor takes, with as much in it as it takes. */
export function createBody(emulator: Emulator, vendor: Vendor, name = 'Build'): object {
  const { unkey, clerk, factify } = emulator.credentials
  return {
    unkey: { apiId: unkey.apiId, name, prefix: 'prod', recoverable: true },
    clerk: { subject: clerk.subject, name },
    factify: { organization_id: factify.organizationId, name },
    flow: { keyName: name },
  }[vendor]
}

/** Makes a key and gives the answer as text. */
export async function createAt(
  emulator: Emulator,
  vendor: Vendor,
  base: string = bases[vendor],
  send: typeof fetch = emulator.fetch,
): Promise<string> {
  const response = await send(base + createPaths[vendor], {
    method: 'POST',
    headers: { ...authorization(emulator, vendor), 'content-type': 'application/json' },
    body: JSON.stringify(createBody(emulator, vendor)),
  })
  if (!response.ok) throw new Error(`${vendor} answered ${response.status}`)
  return response.text()
}

/** The secret in an answer to a create. */
export function secretIn(vendor: Vendor, answer: string): string {
  const body = JSON.parse(answer) as { data?: { key: string }; secret?: string; apiKey?: string }
  const secret = { unkey: body.data?.key, clerk: body.secret, factify: body.secret, flow: body.apiKey }[
    vendor
  ]
  if (secret === undefined) throw new Error(`${vendor} answered no secret`)
  return secret
}
