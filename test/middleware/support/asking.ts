import type { KeyRequest } from 'keymux/middleware'

export const url = 'https://api.acme.test/documents'

/** A request with these headers; a list is headers of one name. */
export function asking(headers: readonly (readonly [string, string])[] | Record<string, string>): Request {
  return new Request(url, { headers: headers as [string, string][] })
}

export function bearing(secret: string): Request {
  return asking({ authorization: `Bearer ${secret}` })
}

/** A response as one reads it in a test. */
export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export async function told(response: Response): Promise<Told> {
  const headers = Object.fromEntries(response.headers)
  return { status: response.status, headers, body: (await response.json()) as Record<string, unknown> }
}

/** All of a response that anybody could see, as one text. */
export async function wholeText(response: Response): Promise<string> {
  return [response.status, response.statusText, ...[...response.headers].flat(), await response.text()].join(
    '\n',
  )
}

/** Headers of a framework that is no fetch: an object by lower-case names. */
export function plainHeaders(headers: Readonly<Record<string, string | undefined>>): KeyRequest {
  return { headers: { get: (name) => headers[name.toLowerCase()] } }
}

/** What a rejection is. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}
