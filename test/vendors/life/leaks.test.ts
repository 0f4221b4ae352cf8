import { KeymuxError, type KeyClient, type Secret } from 'keymux'
import type { Emulator, Vendor } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printings, printingsOfError } from '../../leaks/printings.js'
import { keyClients } from '../support/key-clients.js'
import { collect, inputs, live, vendors, type Life } from './support/life.js'

const credentials: Readonly<Record<Vendor, (emulator: Emulator) => string>> = {
  unkey: ({ credentials: { unkey } }) => unkey.rootKey,
  clerk: ({ credentials: { clerk } }) => clerk.secretKey,
  factify: ({ credentials: { factify } }) => factify.apiKey,
  flow: ({ credentials: { flow } }) => flow.token,
}

/** A client whose vendor says some texts in every object and in a header of each of its answers. */
function echoing({ emulator, urls }: Life, vendor: Vendor, texts: readonly string[]): KeyClient {
  const echoed = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? {
          ...value,
          ...Object.fromEntries(
            texts.flatMap((text) => [
              ['echo', `<${text}>`],
              [`x${text}`, [text]],
            ]),
          ),
        }
      : value
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const answer = await globalThis.fetch(url, init)
    const text = await answer.text()
    const body = text === '' ? null : JSON.stringify(JSON.parse(text), echoed)
    return new Response(body, { status: answer.status, headers: { 'x-echo': texts.join(' ') } })
  }
  return keyClients[vendor](emulator, { baseUrl: urls[vendor], fetch })
}

/** What a call gives, or throws. */
async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return await call()
  } catch (error) {
    return error
  }
}

function leaksIn(told: unknown, secrets: readonly string[], known: readonly string[]): string[] {
  const ways = KeymuxError.is(told) ? printingsOfError(told) : printings(told)
  return Object.entries(ways).flatMap(([way, text]) =>
    findLeaks(text, { secrets, known }).map((leak) => `${way}: ${leak}`),
  )
}

/** One call of each operation that the vendor has, about a key that exists. */
function callsOf(keys: KeyClient, id: string, secret: Secret): Record<string, () => unknown> {
  return {
    get: () => keys.get(id),
    'get of none': () => keys.get('key_none'),
    list: () => collect(keys.list()),
    page: () => keys.list().page(),
    ...(keys.can('update') && { update: () => keys.update(id, { name: 'Staging' }) }),
    ...(keys.can('verify') && {
      verify: () => keys.verify(secret),
      'verify with scopes': () => keys.verify(secret, { scopes: ['delete'] }),
    }),
    ...(keys.can('recover') && { recover: () => keys.recover(id) }),
    ...(keys.can('import') && { import: () => keys.import([{ secret: 'another secret' }]) }),
    ...(keys.can('rotate') && { rotate: () => keys.rotate(id, { overlap: '1h' }) }),
    revoke: () => keys.revoke(id),
    ...(keys.can('delete') && { delete: () => keys.delete(id) }),
  }
}

describe.each(vendors)('what %s says too much of', (vendor) => {
  it('is not told: a credential in any answer', async () => {
    const life = await live()
    const { id, secret } = await life.all[vendor].create(inputs[vendor])
    const credential = credentials[vendor](life.emulator)
    const calls = callsOf(echoing(life, vendor, [credential]), id, secret)
    for (const [name, call] of Object.entries(calls))
      expect([name, leaksIn(await outcome(call), [credential], [id])]).toEqual([name, []])
  })
})

describe.each(['unkey', 'clerk'] as const)('what %s says too much of', (vendor) => {
  it('is not told: a presented secret in a verdict or an error', async () => {
    const life = await live()
    const { id, secret } = await life[vendor].create({ name: 'Build' })
    const text = secret.reveal()
    const keys = echoing(life, vendor, [text])
    const calls = Object.entries(callsOf(keys, id, secret)).filter(([name]) => name.startsWith('verify'))
    expect(calls).toHaveLength(2)
    for (const [name, call] of calls)
      expect([name, leaksIn(await outcome(call), [text], [id])]).toEqual([name, []])
    await life[vendor].revoke(id)
    for (const [name, call] of calls)
      expect([name, leaksIn(await outcome(call), [text], [id])]).toEqual([name, []])
  })
})
