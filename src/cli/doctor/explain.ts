import { KeymuxError } from '../../core/index.js'
import type { Connection } from '../connection.js'
import { kebabCase } from '../kebab-case.js'
import type { Diagnosis } from './diagnosis.js'
import type { Observed } from './observed-fetch.js'
import { unreached } from './unreached.js'

export type Explained = Pick<Diagnosis, 'finding' | 'message' | 'next'>

/** Why a call that only reads failed, and what to do. */
export function explain(error: unknown, connection: Connection, seen: Observed): Explained {
  const { vendor, baseUrl = '', credentialEnv } = connection
  const { name, credential } = vendor
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
  if (!KeymuxError.is(error)) throw error
  if (error.code === 'configuration')
    return { finding: 'option_missing', message: error.message, next: 'Correct it as the message says.' }
  if (isElsewhere(error, connection, seen))
    return {
      finding: 'wrong_base_url',
      message: `What answers at ${host} does not speak as ${name} does (status ${seen.status}).`,
      next: `Check --base-url (or ${vendor.baseUrl.env})${vendor.baseUrl.default === null ? '' : `: without one it is ${vendor.baseUrl.default}`}. If the host is right, check your network and its proxy.`,
    }
  switch (error.code) {
    case 'unauthorized':
      return {
        finding: 'wrong_credential',
        message: `${name} does not accept the credential.`,
        next: `Put a valid \`${credential.name}\` into ${credentialEnv}: it is mistyped, expired, revoked, or of another environment.`,
      }
    case 'forbidden':
      return {
        finding: 'no_permission',
        message: `${name} knows the credential, and it may not do this.`,
        next: `Give the credential in ${credentialEnv} the permission at ${name}, or use another one. ${error.message}`,
      }
    case 'not_found':
      return {
        finding: 'wrong_account',
        message: error.message,
        next: `Check ${accountFlags(connection)}${baseUrl === vendor.baseUrl.default ? '' : ' and --base-url'}; the credential may also lack the permission to see it.`,
      }
    case 'rate_limited':
    case 'quota_exceeded':
      return { finding: 'rate_limited', message: error.message, next: 'Wait, then ask again.' }
    case 'invalid_response':
    case 'invalid_request':
      return {
        finding: 'odd_answer',
        message: error.message,
        next: 'Update keymux, or report it with the request id.',
      }
    default:
      return unreached(error, connection, seen)
  }
}

/** Whether something else than the vendor answered. */
function isElsewhere(error: KeymuxError, { vendor }: Connection, seen: Observed): boolean {
  const { status = 0, contentType = '' } = seen
  // Of a gateway in front of the vendor these are as true as of the vendor itself.
  if (status === 0 || status === 429 || status >= 500) return false
  if ((status === 401 || status === 403) && !contentType.includes('html')) return false
  // Where a request leads elsewhere, a page comes, or a list is not there, although no account was named that could be missing.
  if (error.code === 'invalid_response' || status < 200 || (status >= 300 && status < 400)) return true
  if (!contentType.includes('json')) return true
  const namesAccount = vendor.options.some(({ required }) => required)
  return error.code === 'not_found' && (!namesAccount || error.vendorCode === undefined)
}

function accountFlags({ vendor }: Connection): string {
  const required = vendor.options.filter((option) => option.required)
  return required.map(({ name, env }) => `--${kebabCase(name)} (or ${env})`).join(', ') || 'the account'
}
