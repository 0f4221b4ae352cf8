import type { KeymuxError } from '../../core/index.js'
import type { Connection, Environment } from '../connection.js'
import type { Explained } from './explain.js'
import type { Observed } from './observed-fetch.js'

/** Node's words for a certificate that it does not trust. */
const untrusted = /CERT|^UNABLE_TO_(GET|VERIFY)|^ERR_TLS_/
/** … and for what is no HTTP, or none with TLS. */
const foreign = /^(EPROTO|HPE_|ERR_SSL_)/
/** Where the way ends on this side: of a name that there is, too, `ENOTFOUND` says no more than that nobody could be asked. */
const astray = /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/

/** Why no answer came, as far as Node tells. */
export function unreached(error: KeymuxError, connection: Connection, seen: Observed): Explained {
  const { vendor, baseUrl = '' } = connection
  const { failure = '' } = seen
  const { host, protocol } = new URL(baseUrl)
  const where = `--base-url (or ${vendor.baseUrl.env})`
  const hint = proxyHint(protocol, process.env)
  if (foreign.test(failure) || (failure === 'ENOTFOUND' && baseUrl !== vendor.baseUrl.default))
    return {
      finding: 'wrong_base_url',
      message:
        failure === 'ENOTFOUND'
          ? `There is no host ${host}, as far as can be told from here.`
          : `What answers at ${host} does not speak ${protocol.replace(':', '')} (${failure}).`,
      next: `Check ${where}.${hint}`,
    }
  if (untrusted.test(failure))
    return {
      finding: 'unreachable',
      message: `The certificate of ${host} is not trusted here (${failure}).`,
      next: `Check ${where} and this machine's clock. If a proxy on the way puts its own certificate there, name the file of it by NODE_EXTRA_CA_CERTS.`,
    }
  if (astray.test(failure))
    return {
      finding: 'unreachable',
      message: `There is no way to ${host} from here (${failure}).`,
      next: `Check this machine's network and its name server. Then try again.${hint}`,
    }
  return {
    finding: 'vendor_down',
    message: `${vendor.name} does not answer (${seen.failure ?? seen.status ?? error.code}).`,
    next: `Look at the status page of ${vendor.name}, and whether ${host} can be reached from here. Then try again.${hint}`,
  }
}

/** Node goes by the proxy that the environment names only where it is told to. */
function proxyHint(protocol: string, env: Environment): string {
  const name = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const isNamed = Boolean(env[name] ?? env[name.toLowerCase()])
  const isUsed = env['NODE_USE_ENV_PROXY'] === '1' || (env['NODE_OPTIONS'] ?? '').includes('--use-env-proxy')
  if (!isNamed || isUsed) return ''
  return ` ${name} is set here, and Node 22.21, 24 and later go by it with NODE_USE_ENV_PROXY=1 alone.`
}
