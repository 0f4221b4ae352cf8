import { quotes } from '../core/redact.js'

/** A session that the vendor opens is a credential too. */
const sessionHeader = 'set-cookie'

/** All that the headers say, for one look at them: nearly always there is nothing to take out. */
export function textOfHeaders(headers: Headers): string {
  let text = ''
  headers.forEach((value, name) => (text += `${name}\n${value}\n`))
  return text
}

/** The headers, less a session; `text` is what they say. */
export function withoutSession(headers: Headers, text: string): Headers {
  if (!text.includes(sessionHeader)) return headers
  return new Headers(Array.from(headers).filter(([name]) => name !== sessionHeader))
}

/** The headers, less any that quotes one of these secrets: a debugging proxy may echo what it was sent. */
export function headersWithout(headers: Headers, secrets: readonly string[]): Headers {
  return new Headers(Array.from(headers).filter((header) => !quotes(header.join('\n'), secrets)))
}
