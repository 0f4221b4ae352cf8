import { authenticate, type Authenticated, type AuthenticateOptions } from 'keymux/middleware'
import { keys } from './keys'

type Keys = typeof keys

/** A route handler that is called with the key of the request, or not at all. */
export function withKey(
  options: AuthenticateOptions<Keys>,
  handler: (request: Request, key: Authenticated<Keys>['key']) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const auth = await authenticate(request, keys, { ...options, anonymous: false })
    if (auth.ok) return handler(request, auth.key)
    // An error of keymux prints without any secret.
    if (auth.error) console.error(auth.error)
    return auth.response
  }
}
