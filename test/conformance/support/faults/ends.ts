import { KeymuxError } from 'keymux'
import type { Broken } from '../broken.js'

const hour = 3_600_000
const minute = 60_000

export const endFaults: readonly Broken[] = [
  [
    'revokes nothing',
    'revoke: the key does not work any more',
    /The key still works after `revoke`: verify says `valid: true`/,
    (good) => ({
      revoke: async (id) => ({ id, already: false, http: (await good.get(id)).http, warnings: [] }),
    }),
  ],
  [
    'revokes nothing, at a vendor without verify or states',
    'revoke: the key does not work any more',
    /The key still works after `revoke`: the vendor holds it as active/,
    (good) => ({
      capabilities: { ...good.capabilities, verify: 'none' },
      can: ((operation) => operation !== 'verify') as typeof good.can,
      get: async (id, options) => {
        const { state: _, ...key } = await good.get(id, options)
        return key
      },
      revoke: async (id) => ({ id, already: false, http: (await good.get(id)).http, warnings: [] }),
    }),
  ],
  [
    'takes a page for a revocation',
    "revoke: an answer that is none of the vendor's does not pass for one",
    /A revoke that a web page answered with 200 was accepted; it must be refused with `invalid_response`/,
    (good) => ({
      revoke: async (id, options) =>
        good.revoke(id, options).catch(() => ({ id, already: false, http: null as never, warnings: [] })),
    }),
  ],
  [
    'fails when a key was revoked before',
    'revoke: a second time is no error',
    /revoke failed with `conflict` where it must not: Acme has revoked it/,
    (good) => ({
      revoke: async (id, options) => {
        const { state } = await good.get(id)
        if (state !== 'revoked') return good.revoke(id, options)
        const message = 'Acme has revoked it.'
        throw new KeymuxError({ code: 'conflict', vendor: 'acme', operation: 'revoke', message })
      },
    }),
  ],
  [
    'revokes where it should delete',
    'delete: the key does not work, and its record is gone',
    /get still finds a key that was deleted/,
    (good) => ({ delete: async (id) => good.revoke(id) }),
  ],
  [
    'leaves a leaked key alive',
    "rotate: with overlap '0s' the old key is dead",
    /The key still works after `rotate` with overlap '0s': verify says `valid: true`/,
    (good) => ({
      rotate: async (id, { overlap }) => good.rotate(id, { overlap: overlap === '0s' ? '1h' : overlap }),
    }),
  ],
  [
    'rotates without what the old key had',
    'rotate: the new key keeps what the old one had',
    /get of the new key tells \{\} as `metadata`|get of the new key tells no `metadata`/,
    (good) => ({
      rotate: async (id, options) => {
        const rotated = await good.rotate(id, options)
        await good.update(rotated.id, { metadata: {} })
        return rotated
      },
    }),
  ],
  [
    'lets the old key outlive its expiry',
    'rotate: the old key does not outlive its own expiry',
    /`previous.validUntil` is .* would outlive its own expiry/,
    (good) => ({
      rotate: async (id, options) => {
        const { previous, ...rotated } = await good.rotate(id, options)
        return { ...rotated, previous: { ...previous, validUntil: new Date(Date.now() + hour) } }
      },
    }),
  ],
  [
    'rounds the end of the old key up to a full minute',
    'rotate: the old key does not outlive its own expiry',
    /The old key's `expiresAt` is .* would outlive its own expiry/,
    (good) => ({
      rotate: async (id, options) => {
        const { previous, ...rotated } = await good.rotate(id, options)
        const end = previous.validUntil?.getTime() ?? 0
        await good.update(id, { expiresAt: new Date(Math.ceil(end / minute) * minute) })
        return { ...rotated, previous }
      },
    }),
  ],
  [
    'says nothing of when the old key ends',
    "rotate: with overlap '1h' the old key works, and how long is told",
    /Nothing ends the old key: `previous` has neither `validUntil` nor a `plan`/,
    (good) => ({
      rotate: async (id, options) => {
        const { previous, ...rotated } = await good.rotate(id, options)
        return { ...rotated, previous: { ...previous, validUntil: null } }
      },
    }),
  ],
]
