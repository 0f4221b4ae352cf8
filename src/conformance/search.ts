import { shows } from './secret-text.js'

/**
 * Where a value shows a secret to whoever prints it, as a path such as `created.key.vendor.key`; undefined where it does
 * not. Looks at every property, hidden ones too, and at what the value becomes as text and as JSON.
 */
export function placeOf(secret: string, value: unknown, at: string): string | undefined {
  return within(secret, value, at, new Set())
}

function printed(secret: string, value: unknown, at: string): string | undefined {
  if (
    shows(
      asText(() => String(value)),
      secret,
    )
  )
    return `String(${at})`
  if (
    shows(
      asText(() => JSON.stringify(value)),
      secret,
    )
  )
    return `JSON.stringify(${at})`
  return undefined
}

/** What cannot become text shows nothing. */
function asText(print: () => string | undefined): string {
  try {
    return print() ?? ''
  } catch {
    return ''
  }
}

/** The parts first: they are the nearer place. */
function within(secret: string, value: unknown, at: string, walked: Set<unknown>): string | undefined {
  if (typeof value === 'string') return shows(value, secret) ? at : undefined
  if (typeof value !== 'object' || value === null || walked.has(value)) return undefined
  walked.add(value)
  for (const [name, part] of partsOf(value)) {
    const found = shows(name, secret) ? `${at}, in a name` : within(secret, part, `${at}.${name}`, walked)
    if (found !== undefined) return found
  }
  return printed(secret, value, at)
}

function partsOf(value: object): (readonly [string, unknown])[] {
  const properties = Object.getOwnPropertyDescriptors(value)
  const own = Reflect.ownKeys(properties).map(
    (name) => [String(name), (properties as Record<PropertyKey, PropertyDescriptor>)[name]?.value] as const,
  )
  const entries = value instanceof Headers || value instanceof Map ? [...value.entries()] : []
  return [...own, ...entries.map(([name, part]) => [String(name), part] as const)]
}
