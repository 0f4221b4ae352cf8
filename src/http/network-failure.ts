/**
 * What the runtimes say when no request can have reached the vendor: the name was not found, the connection or its TLS
 * handshake was refused. All else may have happened after the request arrived, a broken TLS record among them.
 */
const notSent =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|ERR_TLS_CERT_ALTNAME_INVALID|ERR_TLS_HANDSHAKE_TIMEOUT|ERR_SSL_WRONG_VERSION_NUMBER)$/
// On a connection that stood, Linux reports these for a route that was lost later.
const notSentIfConnecting = /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/
// Deno's errors have no code, nor has Node's for a port that no `fetch` may use. In their own words alone: any other text
// may come from a wrapper around `fetch`.
const notSentText = /^bad port$|^error sending request .*(client error \(Connect\)|error trying to connect)/s

const deepest = 5

/**
 * Whether this failure of `fetch` proves that nothing reached `url`. When in doubt: no. An error that names another port or
 * host is about another connection, such as that of a `fetch` which logs what it did.
 */
export function provesNotSent(thrown: unknown, url: string): boolean {
  try {
    return proves(thrown, new URL(url), 0)
  } catch {
    return false
  }
}

interface Failure {
  readonly code?: unknown
  readonly errors?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly syscall?: unknown
  readonly port?: unknown
  readonly hostname?: unknown
}

function proves(thrown: unknown, url: URL, depth: number): boolean {
  if (typeof thrown !== 'object' || thrown === null || depth === deepest) return false
  const failure: Failure = thrown
  const { errors } = failure
  if (Array.isArray(errors) && errors.length > 0) return errors.every((each) => proves(each, url, depth + 1))
  if (isElsewhere(failure, url)) return false
  if (typeof failure.code === 'string' && provesCode(failure.code, failure.syscall)) return true
  if (typeof failure.message === 'string' && notSentText.test(failure.message)) return true
  return proves(failure.cause, url, depth + 1)
}

function provesCode(code: string, syscall: unknown): boolean {
  if (notSentIfConnecting.test(code)) return syscall === 'connect'
  return notSent.test(code) && syscall !== 'read' && syscall !== 'write'
}

function isElsewhere({ port, hostname }: Failure, url: URL): boolean {
  const own = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (typeof port === 'number' && port !== own) return true
  return typeof hostname === 'string' && hostname !== '' && hostname.toLowerCase() !== url.hostname
}
