import type { HttpMeta } from '../core/http-meta.js'
import { ensure, shown } from './violation.js'

/** Throws unless a result tells of the HTTP side of its call. */
export function ensureMeta(who: string, http: HttpMeta | null | undefined): void {
  ensure(
    typeof http === 'object' && http !== null,
    `${who} tells nothing of the HTTP side of the call in \`http\`.`,
  )
  const { request, status, headers, attempts } = http
  ensure(
    URL.canParse(request?.url),
    `${who} tells ${shown(request?.url)} as \`http.request.url\`, not a URL.`,
  )
  ensure(status >= 200 && status < 600, `${who} tells ${shown(status)} as \`http.status\`.`)
  ensure(headers instanceof Headers, `${who} tells no Headers as \`http.headers\`.`)
  ensure(attempts >= 1, `${who} tells ${shown(attempts)} as \`http.attempts\`.`)
}
