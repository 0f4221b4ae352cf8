/**
 * What the runtimes say when no request can have reached the vendor: the name was not found, the connection or its TLS
 * handshake was refused. All else may have happened after the request arrived.
 */
const notSent =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/
// Deno's errors have no code.
const notSentText = /Connection refused|dns error|failed to lookup address/i

/** Whether this failure of `fetch` proves that nothing reached the vendor. When in doubt: no. */
export function provesNotSent(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { code, errors } = thrown as { code?: unknown; errors?: unknown }
  if (Array.isArray(errors) && errors.length > 0) return errors.every((each) => provesNotSent(each))
  if (typeof code === 'string' && notSent.test(code)) return true
  if (notSentText.test(thrown.message)) return true
  return thrown.cause !== undefined && provesNotSent(thrown.cause)
}
