import { createMiddleware } from 'hono/factory'
import { authenticate, type Authenticated, type AuthenticateOptions } from 'keymux/middleware'
import { keys } from './keys.js'

type Keys = typeof keys

interface KeyVariables {
  readonly Variables: { key: Authenticated<Keys>['key'] }
}

/** Lets a request with a good key pass; `c.get('key')` says whose it is. */
export function requireKey(options: AuthenticateOptions<Keys> = {}) {
  return createMiddleware<KeyVariables>(async (c, next) => {
    const auth = await authenticate(c.req.raw, keys, { ...options, anonymous: false })
    if (!auth.ok) {
      // An error of keymux prints without any secret.
      if (auth.error) console.error(auth.error)
      return auth.response
    }
    c.set('key', auth.key)
    await next()
  })
}

interface UserVariables {
  readonly Variables: { user: string }
}

/** In the place of your own session: whoever says so is signed in. */
export const requireUser = createMiddleware<UserVariables>(async (c, next) => {
  const user = c.req.header('x-user')
  if (user === undefined) return c.json({ title: 'Sign in first: send the header x-user.' }, 401)
  c.set('user', user)
  await next()
})
