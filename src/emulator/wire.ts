/** A JSON answer. Its content type is bare, since Clerk's SDK reads a body as JSON only if it equals `application/json`. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** What came of reading a request's body as JSON. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'malformed' }

/** Reads text as JSON. The content type is not judged: no vendor says what it does about a wrong one. */
export function parseBody(text: string): Body {
  if (text === '') return { kind: 'empty' }
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'malformed' }
  }
}

/** The token of a bearer credential; the scheme's case does not matter, as HTTP has it. Null where there is none. */
export function bearerToken(request: Request): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
}
