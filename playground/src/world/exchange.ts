import {
  cover,
  type CoveredJson,
  coverJson,
  type CoveredText,
  uncoverHarmless,
  uncoverHarmlessJson,
} from './covered-text.js'

/** A body as it may be shown. */
export type CoveredBody = { readonly json: CoveredJson } | { readonly text: CoveredText } | null

/** One side of an exchange. */
export interface CoveredMessage {
  readonly headers: readonly (readonly [name: string, value: CoveredText])[]
  readonly body: CoveredBody
}

/** One request and what came back, as they went over the wire, with everything covered that could be a secret. */
export interface Exchange {
  readonly method: string
  readonly url: CoveredText
  readonly at: number
  readonly request: CoveredMessage
  /** Null where the connection was cut before there was an answer. */
  readonly response: (CoveredMessage & { readonly status: number }) | null
  /** What the emulator made go wrong with it. */
  readonly fault: string | null
  /** Whether the upstream did what it was asked for. */
  readonly isDone: boolean
}

// What a browser adds by itself says nothing of keymux.
const dull = /^(sec-|user-agent$|accept(-|$)|referer$|origin$|content-length$|cache-control$|pragma$)/

export function coverMessage(headers: Headers, text: string): CoveredMessage {
  return {
    headers: [...headers].filter(([name]) => !dull.test(name)).map(([name, value]) => [name, cover(value)]),
    body: coverBody(text),
  }
}

function coverBody(text: string): CoveredBody {
  if (text === '') return null
  try {
    return { json: coverJson(JSON.parse(text)) }
  } catch {
    return { text: cover(text) }
  }
}

export function uncoverHarmlessIn(exchange: Exchange, harmless: ReadonlySet<string>): Exchange {
  const inMessage = <M extends CoveredMessage>(message: M): M => ({
    ...message,
    headers: message.headers.map(([name, value]) => [name, uncoverHarmless(value, harmless)]),
    body: inBody(message.body, harmless),
  })
  return {
    ...exchange,
    url: uncoverHarmless(exchange.url, harmless),
    request: inMessage(exchange.request),
    response: exchange.response && inMessage(exchange.response),
  }
}

function inBody(body: CoveredBody, harmless: ReadonlySet<string>): CoveredBody {
  if (body === null) return null
  return 'json' in body
    ? { json: uncoverHarmlessJson(body.json, harmless) }
    : { text: uncoverHarmless(body.text, harmless) }
}
