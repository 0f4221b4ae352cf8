import { createEmulator } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { firstValues, inputOf } from '../../playground/src/form/key-form.js'
import { linkFields } from '../../playground/src/linking/link-fields.js'
import { createdFields } from '../../playground/src/linking/result-fields.js'
import {
  type CoveredJson,
  coverJson,
  plainText,
  uncoverHarmlessJson,
} from '../../playground/src/world/covered-text.js'
import { clientOf, type VendorId } from '../../playground/src/world/vendors.js'

/** The vendor's name of each part that was linked, with the field that it became. */
function linked(
  body: unknown,
  fields: ReturnType<typeof createdFields>,
  at: Date,
  harmless: string[],
): string[] {
  const json = uncoverHarmlessJson(coverJson(body), new Set(harmless))
  const links = linkFields(json, fields, at)
  return namesIn(json, (part, name) => {
    const field = links.get(part)
    return field === undefined ? [] : [`${name} → ${field}`]
  }).toSorted()
}

function namesIn(json: CoveredJson, tell: (part: object, name: string) => string[]): string[] {
  if (typeof json !== 'object' || json === null || 'text' in json) return []
  if ('items' in json) return json.items.flatMap((each) => namesIn(each, tell))
  return json.fields.flatMap((field) => [
    ...tell(field, plainText(field[0]) ?? '?'),
    ...namesIn(field[1], tell),
  ])
}

const expected: Readonly<Record<VendorId, readonly [asked: string[], answered: string[]]>> = {
  unkey: [
    [
      'expires → expiresAt',
      'externalId → owner',
      'meta → metadata',
      'name → name',
      'permissions → scopes',
      'prefix → prefix',
    ],
    ['key → secret', 'keyId → id', 'requestId → http.requestId'],
  ],
  clerk: [
    [
      'claims → metadata',
      'description → description',
      'name → name',
      'scopes → scopes',
      'seconds_until_expiration → expiresAt',
      'subject → owner',
    ],
    [
      'claims → metadata',
      'created_at → createdAt',
      'description → description',
      'expiration → expiresAt',
      'expired → state',
      'id → id',
      'name → name',
      'revoked → state',
      'scopes → scopes',
      'secret → secret',
      'subject → owner',
      'updated_at → updatedAt',
    ],
  ],
  factify: [
    ['expires_at → expiresAt', 'name → name'],
    [
      'created_at → createdAt',
      'expires_at → expiresAt',
      'id → id',
      'is_active → state',
      'key_prefix → hint',
      'name → name',
      'secret → secret',
    ],
  ],
  flow: [
    ['keyName → name'],
    ['apiKey → secret', 'createdAt → createdAt', 'id → id', 'keyName → name', 'keyPrefix → prefix'],
  ],
}

describe('the links between the wire and a result', () => {
  it.each(Object.entries(expected))('are found by value at %s', async (vendor, [asked, answered]) => {
    const emulator = createEmulator({ seed: 1 })
    const bodies: unknown[] = []
    const keys = clientOf(vendor as VendorId, emulator.credentials, {
      fetch: async (input, init) => {
        bodies.push(JSON.parse(String(init?.body)))
        const response = await emulator.fetch(input as Request, init)
        bodies.push(await response.clone().json())
        return response
      },
    })
    const values = firstValues(emulator.credentials.clerk.subject)
    const at = new Date()
    const created = await keys.create(inputOf(values, keys.capabilities))
    const fields = createdFields(created)
    const harmless = [created.id, values.owner, created.http.requestId ?? '', created.key.hint ?? '']
    expect(linked(bodies[0], fields, at, harmless)).toEqual(asked)
    expect(linked(bodies[1], fields, at, harmless)).toEqual(answered)
  })
})
