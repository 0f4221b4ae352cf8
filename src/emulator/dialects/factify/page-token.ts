import { base64url } from '../../encoding.js'
import { invalidCursor } from './errors.js'

/** Where a page starts: beside a key, which need not exist any more. */
export interface Place {
  readonly id: string
  readonly d: 'next' | 'prev'
}

/** Opaque to clients, and JSON in base64url within, as Factify's own are. */
export function pageToken(place: Place): string {
  return base64url(new TextEncoder().encode(JSON.stringify(place)))
}

/** Reads a token that an earlier page gave. */
export function placeOf(token: string): Place {
  const place = parsed(token)
  if (!isPlace(place)) throw invalidCursor()
  return place
}

function parsed(token: string): unknown {
  try {
    return JSON.parse(atob(token.replaceAll('-', '+').replaceAll('_', '/'))) as unknown
  } catch {
    return null
  }
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false
  const { id, d } = value as Readonly<Record<string, unknown>>
  return typeof id === 'string' && (d === 'next' || d === 'prev')
}
