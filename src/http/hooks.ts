import type { Hooks } from '../core/hooks.js'
import { configurationError } from './configuration-error.js'
import type { VendorProfile } from './vendor-profile.js'

const names: readonly string[] = ['request', 'response', 'retry', 'error']

/** Throws `configuration` for what is no hook: a mistyped one would be silent for ever. */
export function checkedHooks(profile: VendorProfile, hooks: Hooks | undefined): Hooks {
  if (hooks === undefined || hooks === null) return {}
  if (typeof hooks !== 'object') throw configurationError(profile, '`hooks` must be an object of functions.')
  for (const [name, hook] of Object.entries(hooks)) {
    if (!names.includes(name))
      throw configurationError(profile, `there is no hook \`${name}\`: there are ${names.join(', ')}.`)
    if (hook !== undefined && typeof hook !== 'function')
      throw configurationError(profile, `\`hooks.${name}\` must be a function.`)
  }
  return { ...hooks }
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
