import type { KeyClient } from 'keymux'
import {
  apiId,
  credential,
  exchangeOf,
  keyName,
  organizationId,
  secret,
  subject,
  upstreams,
  vendors,
  workosOrganizationId,
  type Operation,
  type Vendor,
} from './exchanges.js'

/** One call, from what a program has in hand to what it wanted. */
export type Call = () => Promise<unknown>

/** Makes the call of a package that is imported only now: `@clerk/backend` keeps the `fetch` it finds when it loads. */
type Open = (vendor: Vendor, operation: Operation, origin: string) => Promise<Call>

export interface Subject {
  readonly title: string
  readonly vendors: readonly Vendor[]
  readonly open: Open
}

export const baseline = 'fetch'

/** What is compared, in the order of the tables. */
export const subjects: Readonly<Record<string, Subject>> = {
  [baseline]: { title: 'bare fetch', vendors, open: bareFetch },
  'fetch-again': { title: 'bare fetch again (A/A)', vendors, open: bareFetch },
  keymux: { title: 'keymux', vendors, open: keymux },
  'unkey-sdk': { title: '@unkey/api', vendors: ['unkey'], open: unkeySdk },
  'clerk-sdk': { title: '@clerk/backend', vendors: ['clerk'], open: clerkSdk },
  ky: { title: 'ky', vendors: ['unkey', 'clerk'], open: plainKy },
  'openapi-fetch': { title: 'openapi-fetch', vendors: ['unkey', 'clerk'], open: openapiFetch },
}

async function bareFetch(vendor: Vendor, operation: Operation, origin: string): Promise<Call> {
  const { path, body } = exchangeOf(vendor, operation)
  const { headers } = upstreams[vendor]
  return async () => {
    const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.json()
  }
}

async function keymux(vendor: Vendor, operation: Operation, origin: string): Promise<Call> {
  const keys = await keymuxClient(vendor, origin)
  if (operation === 'create') return () => keys.create({ name: keyName })
  if (!keys.can('verify')) throw new Error(`${vendor} has no verify.`)
  return () => keys.verify(secret)
}

async function keymuxClient(vendor: Vendor, origin: string): Promise<KeyClient> {
  switch (vendor) {
    case 'unkey':
      return (await import('keymux/unkey')).unkey({ rootKey: credential, apiId, baseUrl: origin })
    case 'clerk':
      return (await import('keymux/clerk')).clerk({
        secretKey: credential,
        subject,
        baseUrl: `${origin}/v1`,
      })
    case 'factify':
      return (await import('keymux/factify')).factify({ apiKey: credential, organizationId, baseUrl: origin })
    case 'flow':
      return (await import('keymux/flow')).flow({ token: credential, baseUrl: origin })
    case 'openrouter':
      return (await import('keymux/openrouter')).openrouter({
        managementKey: credential,
        baseUrl: `${origin}/api/v1`,
      })
    case 'workos':
      return (await import('keymux/workos')).workos({
        apiKey: credential,
        organizationId: workosOrganizationId,
        baseUrl: origin,
      })
  }
}

async function unkeySdk(_vendor: Vendor, operation: Operation, serverURL: string): Promise<Call> {
  const { Unkey } = await import('@unkey/api')
  const { keys } = new Unkey({ rootKey: credential, serverURL })
  if (operation === 'create') return () => keys.createKey({ apiId, name: keyName })
  return () => keys.verifyKey({ key: secret })
}

async function clerkSdk(_vendor: Vendor, operation: Operation, apiUrl: string): Promise<Call> {
  const { createClerkClient } = await import('@clerk/backend')
  const { apiKeys } = createClerkClient({ secretKey: credential, apiUrl })
  if (operation === 'create') return () => apiKeys.create({ name: keyName, subject })
  return () => apiKeys.verify(secret)
}

async function plainKy(vendor: Vendor, operation: Operation, origin: string): Promise<Call> {
  const { default: ky } = await import('ky')
  const { path, body } = exchangeOf(vendor, operation)
  const client = ky.create({ headers: upstreams[vendor].headers })
  return () => client.post(origin + path, { json: body }).json()
}

type AnyPaths = Record<
  string,
  { post: { requestBody: { content: { 'application/json': object } }; responses: object } }
>

async function openapiFetch(vendor: Vendor, operation: Operation, baseUrl: string): Promise<Call> {
  const { default: createClient } = await import('openapi-fetch')
  const { path, body } = exchangeOf(vendor, operation)
  const client = createClient<AnyPaths>({ baseUrl, headers: { ...upstreams[vendor].headers } })
  return () => client.POST(path, { body })
}
