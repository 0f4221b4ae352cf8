import type { KeyRecord } from 'keymux'
import type { Vendor } from 'keymux/emulator'
import { parseDuration } from '../../../../src/core/duration.js'
import type { Input } from '../../support/vendor-case.js'

/** What of a record is the caller's own, in a form that can be compared: scopes come in no order. */
export function told(key: KeyRecord): Input {
  const { name, owner, description, metadata, scopes = [], expiresAt } = key
  return { name, owner, description, metadata, scopes: new Set(scopes), expiresAt }
}

/** The same of an input, as it stands when it was stored. */
export function asked(vendor: Vendor, input: Input, now: number): Input {
  const { name, owner, description, metadata = {}, scopes = [], expiresAt } = input
  return {
    name,
    owner,
    description,
    metadata: JSON.parse(JSON.stringify(metadata)) as unknown,
    scopes: new Set(scopes as readonly string[]),
    expiresAt: expiresAt === undefined ? undefined : endOf(vendor, expiresAt as Date | string, now),
  }
}

/** When a key ends: to the millisecond, at Clerk to the second, so that none ends before its time. */
export function endOf(vendor: Vendor, expiresAt: Date | string, now: number): Date {
  const ahead = typeof expiresAt === 'string' ? (parseDuration(expiresAt) ?? 0) : expiresAt.getTime() - now
  return new Date(now + (vendor === 'clerk' ? Math.ceil(ahead / 1000) * 1000 : ahead))
}

/** An object without what is undefined. */
export function present(fields: Input): Input {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
