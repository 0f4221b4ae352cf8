/** A `fetch` that gives one answer to all, and keeps what it was asked. */
export interface Stub {
  readonly fetch: typeof globalThis.fetch
  /** The bodies that were sent, parsed. */
  readonly bodies: readonly Record<string, unknown>[]
}

/** Answers with a JSON body; as another kind of answer where `init` says so. */
export function answering(body: unknown, init: ResponseInit = { status: 200 }): Stub {
  const headers = { 'content-type': 'application/json' }
  return answeringText(JSON.stringify(body), { headers, ...init })
}

export function answeringText(text: string | Uint8Array<ArrayBuffer>, init: ResponseInit): Stub {
  const bodies: Record<string, unknown>[] = []
  const fetch = async (_input: unknown, sent?: RequestInit): Promise<Response> => {
    if (typeof sent?.body === 'string') bodies.push(JSON.parse(sent.body) as Record<string, unknown>)
    return new Response(text, init)
  }
  return { fetch, bodies }
}
