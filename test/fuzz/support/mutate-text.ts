/** An answer as it comes over the wire. */
export interface Wire {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly status: number
  readonly contentType: string | undefined
}

/** A change of how an answer is written, or of what stands around it. */
export interface WireMutation {
  readonly name: string
  /** Whether all of the JSON is still there for whoever looks for it. */
  readonly keepsJson: boolean
  apply(text: string, status: number): Wire
}

const json = 'application/json'
const utf8 = new TextEncoder()

function utf16(text: string, mark: boolean, bigEndian: boolean): Uint8Array<ArrayBuffer> {
  const units = mark ? `\u{feff}${text}` : text
  const view = new DataView(new ArrayBuffer(units.length * 2))
  for (let at = 0; at < units.length; at += 1) view.setUint16(at * 2, units.charCodeAt(at), !bigEndian)
  return new Uint8Array(view.buffer)
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => (character.codePointAt(0) ?? 0) & 0xff)
}

const page = (inside: string): string =>
  `<!doctype html><html><head><style>p{color:red}</style></head><body>${inside}</body></html>`

function around(name: string, write: (text: string) => string): WireMutation {
  return {
    name,
    keepsJson: true,
    apply: (text, status) => ({ body: write(text), status, contentType: json }),
  }
}

function encoded(name: string, write: (text: string) => Uint8Array<ArrayBuffer>, type: string): WireMutation {
  return {
    name,
    keepsJson: true,
    apply: (text, status) => ({ body: write(text), status, contentType: type }),
  }
}

function instead(name: string, body: string, contentType: string = json): WireMutation {
  return { name, keepsJson: false, apply: (_, status) => ({ body, status, contentType }) }
}

function called(contentType: string | undefined): WireMutation {
  return {
    name: `called ${contentType ?? 'nothing'}`,
    keepsJson: true,
    apply: (body, status) => ({ body, status, contentType }),
  }
}

/** As it is. */
export const untouched: WireMutation = around('as it is', (text) => text)

export const wireMutations: readonly WireMutation[] = [
  around('after white space', (text) => ` \r\n\t${text}\n\n`),
  around('after a byte order mark', (text) => `\u{feff}${text}`),
  around('after two byte order marks', (text) => `\u{feff}\u{feff}${text}`),
  around('after a guard', (text) => `)]}',\n${text}`),
  around('as a script', (text) => `callback(${text});`),
  around('before garbage', (text) => `${text}<!-- served by cache 7 -->`),
  around('before another answer', (text) => `${text}\n{"error":"late"}`),
  around('in a page', (text) => page(`<pre>${text}</pre>`)),
  around('spread over lines', (text) => text.replaceAll(/(?<=[{,])(?=")/g, '\n  ')),
  encoded('in UTF-16', (text) => utf16(text, true, false), 'application/json; charset=utf-16'),
  encoded('in UTF-16, bare', (text) => utf16(text, false, false), 'application/json; charset=utf-16le'),
  encoded('in UTF-16, the other way', (text) => utf16(text, true, true), 'application/json; charset=utf-16'),
  encoded('in Latin-1', latin1, 'application/json; charset=iso-8859-1'),
  encoded('in UTF-8, called Latin-1', (text) => utf8.encode(text), 'application/json; charset=iso-8859-1'),
  ...[
    undefined,
    'text/plain',
    'text/html; charset=utf-8',
    'application/problem+json',
    'a/b; charset=nonsense',
  ].map(called),
  instead('HTML', page('<h1>502 Bad Gateway</h1>'), 'text/html'),
  instead('HTML that calls itself JSON', page('<h1>Sign in</h1>')),
  instead('nothing', ''),
  instead('white space', '  \n'),
  instead('a word', 'OK'),
  instead('a brace', '{'),
  instead('deep lists', '['.repeat(100_000)),
  instead('deep objects', '{"data":'.repeat(50_000)),
  ...[201, 202, 203, 226, 299].map((status) => ({
    name: `with status ${status}`,
    keepsJson: true,
    apply: (body: string): Wire => ({ body, status, contentType: json }),
  })),
  ...[204, 205].map((status) => ({
    name: `with status ${status} and no body`,
    keepsJson: false,
    apply: (): Wire => ({ body: '', status, contentType: undefined }),
  })),
]

/** Refusals that have the success for their body. */
export const refusingMutations: readonly WireMutation[] = [
  400, 401, 403, 409, 418, 422, 500, 502, 504, 599,
].map((status) => ({
  name: `with status ${status}`,
  keepsJson: true,
  apply: (body): Wire => ({ body, status, contentType: json }),
}))

/** Cut off after so many bytes. */
export function truncated(bytes: number): WireMutation {
  return {
    name: `cut off after ${bytes} bytes`,
    keepsJson: false,
    apply: (text, status) => ({ body: utf8.encode(text).slice(0, bytes), status, contentType: json }),
  }
}
