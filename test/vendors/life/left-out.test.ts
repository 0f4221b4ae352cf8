import type { KeyOperations, RotateOptions } from 'keymux'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { live, since, unknownIds, vendors } from './support/life.js'

const none = undefined as never
const nothing = null as never

describe.each(vendors)('what is left out at %s is named', (vendor) => {
  it.each<[string, keyof KeyOperations, unknown]>([
    ['overlap', 'rotate', none],
    ['overlap', 'rotate', {} as RotateOptions],
    ['options', 'rotate', nothing],
    ['patch', 'update', none],
    ['patch', 'update', nothing],
    ['options', 'revoke', nothing],
    ['options', 'verify', nothing],
    ['options', 'get', nothing],
  ])('%s of %s, given %j', async (path, operation, given) => {
    const life = await live()
    const keys = life.all[vendor]
    if (!keys.can(operation)) return
    const asked = since(life)
    const act = (
      keys as unknown as Readonly<Record<string, (id: string, given: unknown) => Promise<unknown>>>
    )[operation]
    const error = await errorOf(act?.(unknownIds[vendor], given) ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'invalid_request', operation, issues: [{ path }] })
    expect(error.message).toContain(`\`${path}\``)
    expect(asked()).toEqual([])
  })
})
