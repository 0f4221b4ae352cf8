import type { UnkeyKey, UnkeyRatelimit } from './record.js'
import { preconditionFailed } from './refusals.js'

/** A rate limit that a verification names. */
export interface AskedRatelimit {
  readonly name: string
  readonly cost?: number
  readonly limit?: number
  readonly duration?: number
}

/** A rate limit after a verification. */
export interface CheckedRatelimit extends UnkeyRatelimit {
  readonly exceeded: boolean
  readonly remaining: number
  /** When its window ends, in Unix milliseconds, although the document calls this a duration. */
  readonly reset: number
}

type Check = UnkeyRatelimit & { readonly cost: number }

/** The tokens that keys have used. The windows are fixed, from the epoch on: how Unkey's lie is not known. */
export class RatelimitCounters {
  readonly #used = new Map<string, { end: number; tokens: number }>()

  /** Spends tokens of all the limits, or of none if one of them is exceeded. */
  spend(key: UnkeyKey, asked: readonly AskedRatelimit[], now: number): readonly CheckedRatelimit[] {
    const found = checksOf(key, asked).map((check) => ({ check, window: this.#window(key, check, now) }))
    const exceeded = found.some(({ check, window }) => window.tokens + check.cost > check.limit)
    return found.map(({ check: { cost, ...limit }, window }) => {
      const over = window.tokens + cost > limit.limit
      if (!exceeded) window.tokens += cost
      const remaining = Math.max(0, limit.limit - window.tokens)
      return { ...limit, exceeded: over, remaining, reset: window.end }
    })
  }

  #window({ id }: UnkeyKey, { name, duration }: Check, now: number): { end: number; tokens: number } {
    const place = `${id} ${duration} ${name}`
    const known = this.#used.get(place)
    if (known !== undefined && known.end > now) return known
    const length = Math.max(1, duration)
    const window = { end: (Math.floor(now / length) + 1) * length, tokens: 0 }
    this.#used.set(place, window)
    return window
  }
}

/** The limits of the key that always apply, and those that are asked for. */
function checksOf(key: UnkeyKey, asked: readonly AskedRatelimit[]): readonly Check[] {
  const names = new Set(asked.map(({ name }) => name))
  const always = key.ratelimits.filter(({ autoApply, name }) => autoApply && !names.has(name))
  return [...always.map((limit) => ({ ...limit, cost: 1 })), ...asked.map((one) => checkOf(key, one))]
}

/** What is asked for overrides what is set up; where nothing is, it has to be complete, and then has no id. */
function checkOf(key: UnkeyKey, { name, cost = 1, limit, duration }: AskedRatelimit): Check {
  const own = key.ratelimits.find((candidate) => candidate.name === name)
  const [tokens, window] = [limit ?? own?.limit, duration ?? own?.duration]
  if (tokens === undefined || window === undefined) {
    throw preconditionFailed('A rate limit of this name is not set up for the key.')
  }
  return {
    id: own?.id ?? '',
    name,
    limit: tokens,
    duration: window,
    autoApply: own?.autoApply ?? false,
    cost,
  }
}
