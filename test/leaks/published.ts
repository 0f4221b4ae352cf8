import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { clerk } from '../../src/providers/clerk/index.js'
import { factify } from '../../src/providers/factify/index.js'
import { flow } from '../../src/providers/flow/index.js'
import { unkey } from '../../src/providers/unkey/index.js'
import type { ClientOptions } from '../../src/core/client-options.js'
import type { CreateKeyResult } from '../../src/core/create-key.js'

export interface KeyClient {
  readonly vendor: string
  create(): Promise<CreateKeyResult<unknown>>
}

/** What the tests need to know of a vendor to make keys there and to make it fail. */
export interface VendorCase {
  readonly vendor: string
  readonly path: string
  readonly credential: string
  /** Where an answer holds the secret. */
  readonly secretAt: readonly string[]
  client(options: ClientOptions): KeyClient
  /** The vendor's error body with this for its words. */
  errorBody(words: string): unknown
}

const subject = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
const organizationId = 'org_01h2xcejqtf2nbrexx3vqjhp41'

export const cases: readonly VendorCase[] = [
  {
    vendor: 'unkey',
    path: '/v2/keys.createKey',
    credential: 'unkey_Hq7WsEdRfTgYhUjIkOlP',
    secretAt: ['data', 'key'],
    client: (options) => {
      const keys = unkey({ ...options, rootKey: 'unkey_Hq7WsEdRfTgYhUjIkOlP', apiId: 'api_1234' })
      return Object.assign(
        { create: async () => keys.create({ name: 'CI', metadata: { plan: 'pro' } }) },
        { vendor: 'unkey' },
      )
    },
    errorBody: (words) => ({
      meta: { requestId: 'req_1' },
      error: {
        title: words,
        detail: words,
        status: 400,
        type: words,
        errors: [{ location: words, message: words }],
      },
    }),
  },
  {
    vendor: 'clerk',
    path: '/api_keys',
    credential: 'sk_live_Hq7WsEdRfTgYhUjIkOlP',
    secretAt: ['secret'],
    client: (options) => {
      const keys = clerk({ ...options, secretKey: 'sk_live_Hq7WsEdRfTgYhUjIkOlP', subject })
      return { vendor: 'clerk', create: async () => keys.create({ name: 'CI key' }) }
    },
    errorBody: (words) => ({
      errors: [{ code: words, message: words, long_message: words, meta: { param_name: words } }],
      clerk_trace_id: words,
    }),
  },
  {
    vendor: 'factify',
    path: '/v1beta/api-keys',
    credential: 'ffy_prod_Hq7WsEdRfTgYhUjIkOlP',
    secretAt: ['secret'],
    client: (options) => {
      const keys = factify({ ...options, apiKey: 'ffy_prod_Hq7WsEdRfTgYhUjIkOlP', organizationId })
      return { vendor: 'factify', create: async () => keys.create({ name: 'CI' }) }
    },
    errorBody: (words) => ({
      code: words,
      message: words,
      details: [{ reason: words, request_id: words, param: words }],
    }),
  },
  {
    vendor: 'flow',
    path: '/api-keys',
    credential: 'flow_Hq7WsEdRfTgYhUjIkOlP',
    secretAt: ['apiKey'],
    client: (options) => {
      const keys = flow({
        baseUrl: 'https://flow.example.com',
        ...options,
        token: 'flow_Hq7WsEdRfTgYhUjIkOlP',
      })
      return { vendor: 'flow', create: async () => keys.create({ name: 'CI' }) }
    },
    errorBody: (words) => ({ detail: [{ loc: ['body', words], msg: words, type: words }] }),
  },
]

type Node = Readonly<Record<string, unknown>>

/** A create's answer as the vendor's document shows it, and the secret in it. */
export interface Published {
  readonly name: string
  readonly status: number
  readonly body: Node
  readonly secret: string
  /** The other texts of the answer, which may share letters with the secret. */
  readonly known: readonly string[]
}

/** Every example that the contract has of an answer to this vendor's create. */
export function publishedAnswers({ vendor, path, secretAt }: VendorCase): Published[] {
  const file = new URL(`../../specs/${vendor}/openapi.yaml`, import.meta.url)
  const document: unknown = parse(readFileSync(file, 'utf8'), { merge: true })
  const responses = at(document, ['paths', path, 'post', 'responses']) as Record<string, unknown>
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, response]) => {
      const media = at(response, ['content', 'application/json']) as {
        example?: Node
        examples?: Record<string, Node>
      }
      const named = Object.entries(media.examples ?? {}).map(
        ([name, example]) => [name, example['value']] as const,
      )
      const all = media.example === undefined ? named : [['example', media.example] as const, ...named]
      return all.map(([name, value]) =>
        published(`${vendor} ${status} ${name}`, Number(status), value as Node, secretAt),
      )
    })
}

function published(name: string, status: number, body: Node, secretAt: readonly string[]): Published {
  const secret = String(at(body, secretAt))
  return { name, status, body, secret, known: textsIn(body).filter((text) => text !== secret) }
}

function at(node: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Node | undefined)?.[step], node)
}

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : []
}
