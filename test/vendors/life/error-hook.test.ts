import type { ErrorEvent } from 'keymux'
import type { FaultKind } from 'keymux/emulator'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'
import { expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { inputs, live } from './support/life.js'

it('the error hook hears of what a result, an error and a raw call reject with', async () => {
  const { emulator, urls } = await live()
  const told: ErrorEvent[] = []
  const hooks = { error: (event: ErrorEvent) => told.push(event) }
  const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, retry: { limit: 0 }, hooks })
  const fail = (kind: FaultKind, operation: string): void =>
    void emulator.faults.add({ kind, vendor: 'unkey', operation } as never)
  const { id } = await keys.create(inputs.unkey)
  const { previous } = await keys.rotate(id, { overlap: '1h' })
  fail('error-before-commit', 'revoke')
  fail('lost-response', 'create')
  fail('error-before-commit', 'list')
  const failed = [await errorOf(previous.revoke()), await errorOf(keys.create(inputs.unkey))]
  failed.push(await errorOf(failed[1]?.reconcile?.() ?? Promise.resolve()))
  fail('reset-before', 'get')
  failed.push(await errorOf(raw(keys).POST('/v2/keys.getKey', { body: { keyId: id } })))
  expect(told.map(({ operation }) => operation)).toEqual([
    'revoke',
    'create',
    'reconcile',
    'POST /v2/keys.getKey',
  ])
  expect(told.map(({ error }, index) => error === failed[index])).toEqual([true, true, true, true])
})
