import { describe, expect, it } from 'vitest'

import { createEmulator, type Emulator, type Vendor } from '../../src/emulator/index.js'
import { authorization, bases, createPaths } from './support/ask.js'
import { contractOf } from './support/contract.js'
import { createBody } from './support/create-everywhere.js'

const scalars = [undefined, null, true, 0, 1, -1, 1.5, 16, 255, 2 ** 53]
const texts = ['', 'a', 'abc', 'a b', ' abc', 'a.b-c', 'a@b'].concat(
  [16, 64, 300].map((length) => 'x'.repeat(length)),
)
const structures = [[], [''], ['abc'], [1], ['abc', null], {}, { a: 1 }, { remaining: null }]
const values: readonly unknown[] = [...scalars, ...texts, ...structures]

const fields: Readonly<Record<Vendor, string>> = {
  unkey:
    'apiId prefix name byteLength externalId meta roles permissions expires credits ratelimits enabled recoverable',
  clerk: 'type name description subject claims scopes created_by seconds_until_expiration',
  factify: 'organization_id name expires_at',
  flow: 'keyName',
}

/** The statuses with which a vendor refuses a body for its form. */
const refusals: Readonly<Record<Vendor, number>> = { unkey: 400, clerk: 400, factify: 400, flow: 422 }

async function statusOf(emulator: Emulator, vendor: Vendor, body: object): Promise<number> {
  const { status } = await emulator.fetch(bases[vendor] + createPaths[vendor], {
    method: 'POST',
    headers: authorization(emulator, vendor),
    body: JSON.stringify(body),
  })
  return status
}

describe.each<Vendor>(['unkey', 'clerk', 'factify', 'flow'])('%s', (vendor) => {
  const contract = contractOf(vendor)

  it.each([...fields[vendor].split(' '), 'unknown'])(
    `refuses for %s exactly what ${contract.source} refuses`,
    async (field) => {
      const verdicts: { value: unknown; refused: boolean }[] = []
      const expected: { value: unknown; refused: boolean }[] = []
      for (const value of values) {
        // A new one each time: a name that is taken and a rate limit that is used up are not the body's fault.
        const emulator = createEmulator({ seed: 1 })
        const body = { ...createBody(emulator, vendor), [field]: value }
        const sent = JSON.parse(JSON.stringify(body)) as object
        verdicts.push({ value, refused: (await statusOf(emulator, vendor, sent)) === refusals[vendor] })
        expected.push({
          value,
          refused: contract.requestFaults('POST', createPaths[vendor], sent).length > 0,
        })
      }
      expect(verdicts).toEqual(expected)
    },
  )
})
