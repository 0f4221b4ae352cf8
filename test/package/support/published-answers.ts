import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** Where each vendor's document describes a create, and where its example answer holds the secret. */
const creates = {
  unkey: { path: '/v2/keys.createKey', status: 200, secret: ['data', 'key'] },
  clerk: { path: '/api_keys', status: 200, secret: ['secret'] },
  factify: { path: '/v1beta/api-keys', status: 200, secret: ['secret'] },
  flow: { path: '/api-keys', status: 201, secret: ['apiKey'] },
} as const

/** An answer to a create, as the vendor prints it in public. */
export interface PublishedAnswer {
  readonly status: number
  readonly body: unknown
  readonly secret: string
}

/** The example answers of all vendors' documents. */
export function publishedAnswers(): Record<string, PublishedAnswer> {
  return Object.fromEntries(
    Object.entries(creates).map(([vendor, { path, status, secret }]) => {
      const document: unknown = parse(readFileSync(`specs/${vendor}/openapi.yaml`, 'utf8'))
      const media = at(document, [
        'paths',
        path,
        'post',
        'responses',
        `${status}`,
        'content',
        'application/json',
      ])
      const [named] = Object.values((at(media, ['examples']) as object | undefined) ?? {}) as unknown[]
      const body = at(media, ['example']) ?? at(named, ['value'])
      const text = at(body, secret)
      if (typeof text !== 'string')
        throw new Error(`${vendor}: its document has no example of a created key.`)
      return [vendor, { status, body, secret: text }]
    }),
  )
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  )
}
