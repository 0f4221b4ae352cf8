import type { Hooks } from '../core/hooks.js'
import { configurationError } from './configuration-error.js'
import type { VendorProfile } from './vendor-profile.js'

const names: readonly string[] = ['request', 'response', 'retry', 'error']

/** Throws `configuration` for what is no hook: a mistyped one would be silent for ever. */
export function checkedHooks(profile: VendorProfile, hooks: Hooks | undefined): Hooks {
  if (hooks === undefined || hooks === null) return {}
  if (typeof hooks !== 'object') throw configurationError(profile, '`hooks` must be an object of functions.')
  // An instance of a class has fields of its own besides.
  const isPlain = Object.getPrototypeOf(hooks) === Object.prototype
  const unknown = Object.keys(hooks).find((name) => !names.includes(name))
  if (isPlain && unknown !== undefined)
    throw configurationError(profile, `there is no hook \`${unknown}\`: there are ${names.join(', ')}.`)
  const { request, response, retry, error } = hooks
  for (const [name, hook] of Object.entries({ request, response, retry, error })) {
    if (hook !== undefined && typeof hook !== 'function')
      throw configurationError(profile, `\`hooks.${name}\` must be a function.`)
  }
  // A class of the caller's may have them as methods, which need their `this`.
  return {
    request: request?.bind(hooks),
    response: response?.bind(hooks),
    retry: retry?.bind(hooks),
    error: error?.bind(hooks),
  }
}

/** Tells a hook of an event. Whatever the hook does, the call goes on as if there were none. */
export function tell<Event extends object>(
  hook: ((event: Event) => unknown) | undefined,
  event: Event,
): void {
  if (hook === undefined) return
  try {
    Promise.resolve(hook(Object.freeze(event))).catch(() => undefined)
  } catch {
    // Not even by a getter `then` that throws.
  }
}
