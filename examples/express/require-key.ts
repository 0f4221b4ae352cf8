import type { RequestHandler } from 'express'
import { authenticate, type Authenticated, type AuthenticateOptions } from 'keymux/middleware'
import { keys } from './keys.js'

type Keys = typeof keys

declare global {
  namespace Express {
    interface Locals {
      key: Authenticated<Keys>['key']
    }
  }
}

/** Lets a request with a good key pass; `res.locals.key` says whose it is. */
export function requireKey(options: AuthenticateOptions<Keys> = {}): RequestHandler {
  return async (req, res, next) => {
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    const request = { headers: { get: (name: string) => req.get(name) }, signal: gone.signal }
    const auth = await authenticate(request, keys, { ...options, anonymous: false }).catch(
      (error: unknown) => {
        if (!gone.signal.aborted) throw error
      },
    )
    // Whoever asked has gone.
    if (auth === undefined) return
    if (auth.ok) {
      res.locals.key = auth.key
      next()
      return
    }
    // An error of keymux prints without any secret.
    if (auth.error) console.error(auth.error)
    res.status(auth.response.status).set(Object.fromEntries(auth.response.headers))
    res.send(JSON.stringify(auth.problem))
  }
}
