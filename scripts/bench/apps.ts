import {
  apiId,
  credential,
  keyName,
  organizationId,
  subject,
  upstreams,
  vendors,
  workosOrganizationId,
  type Vendor,
} from './exchanges.js'

/** A program that creates one key, and nothing else, as one file of source. */
export interface App {
  readonly title: string
  /** Whose answer it needs. */
  readonly vendor: Vendor
  readonly source: string
}

const options: Readonly<Record<Vendor, object>> = {
  unkey: { rootKey: credential, apiId },
  clerk: { secretKey: credential, subject },
  factify: { apiKey: credential, organizationId },
  flow: { token: credential, baseUrl: upstreams.flow.origin },
  openrouter: { managementKey: credential },
  workos: { apiKey: credential, organizationId: workosOrganizationId },
}

function json(value: unknown): string {
  return JSON.stringify(value)
}

function withKeymux(...chosen: readonly Vendor[]): string {
  return chosen
    .flatMap((vendor) => [
      `import { ${vendor} } from 'keymux/${vendor}'`,
      `console.log((await ${vendor}(${json(options[vendor])}).create({ name: ${json(keyName)} })).id)`,
    ])
    .join('\n')
}

const request = `{ method: 'POST', headers: ${json(upstreams.unkey.headers)}, body: ${json(json(upstreams.unkey.create.body))} }`
const url = json(upstreams.unkey.origin + upstreams.unkey.create.path)

/** What the others are compared with. */
export const bareFetch: App = {
  title: 'bare fetch',
  vendor: 'unkey',
  source: `console.log((await (await fetch(${url}, ${request})).json()).data.keyId)`,
}

export const keymuxApps: readonly App[] = vendors.map((vendor) => ({
  title: `keymux/${vendor}`,
  vendor,
  source: withKeymux(vendor),
}))

export const otherApps: readonly App[] = [
  {
    title: '@unkey/api',
    vendor: 'unkey',
    source: `import { Unkey } from '@unkey/api'
const { data } = await new Unkey(${json({ rootKey: credential })}).keys.createKey(${json({ apiId, name: keyName })})
console.log(data.keyId)`,
  },
  {
    title: '@clerk/backend',
    vendor: 'clerk',
    source: `import { createClerkClient } from '@clerk/backend'
const { apiKeys } = createClerkClient(${json({ secretKey: credential })})
console.log((await apiKeys.create(${json({ name: keyName, subject })})).id)`,
  },
  {
    title: 'ky',
    vendor: 'unkey',
    source: `import ky from 'ky'
const { data } = await ky.post(${url}, { headers: ${json(upstreams.unkey.headers)}, json: ${json(upstreams.unkey.create.body)} }).json()
console.log(data.keyId)`,
  },
  {
    title: 'openapi-fetch',
    vendor: 'unkey',
    source: `import createClient from 'openapi-fetch'
const { POST } = createClient({ baseUrl: ${json(upstreams.unkey.origin)}, headers: ${json(upstreams.unkey.headers)} })
const { data } = await POST(${json(upstreams.unkey.create.path)}, { body: ${json(upstreams.unkey.create.body)} })
console.log(data.data.keyId)`,
  },
]

/** Bare fetch first. */
export const apps: readonly App[] = [bareFetch, ...keymuxApps, ...otherApps]

/** An app of those vendors that the goal for several is about: only its size is of interest. */
export const fourVendors: App = {
  title: 'keymux, all four vendors',
  vendor: 'unkey',
  source: withKeymux('unkey', 'clerk', 'factify', 'flow'),
}
