import type { KeyClient, KeymuxError, KeyRecord, Metadata } from 'keymux'
import { cached } from 'keymux/cache'
import { clerk, type ClerkRecord } from 'keymux/clerk'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { authenticate, type Anonymous, type Authentication } from 'keymux/middleware'
import { createRouter } from 'keymux/router'
import { unkey } from 'keymux/unkey'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'

declare const request: Request

export async function keepsTheTypesOfTheClient(): Promise<void> {
  const keys = cached(unkey({ metadataSchema: z.object({ plan: z.string() }) }))
  const auth = await authenticate(request, keys, {
    scopes: ['read'],
    verify: { cost: 5, vendor: { tags: ['a'] } },
  })
  if (!auth.ok) {
    expectTypeOf(auth.response).toEqualTypeOf<Response>()
    expectTypeOf(auth.error).toEqualTypeOf<KeymuxError | undefined>()
    expectTypeOf(auth.problem.status).toEqualTypeOf<number>()
    return
  }
  expectTypeOf(auth.key.metadata).toEqualTypeOf<{ plan: string }>()
  const other = await authenticate(request, clerk())
  if (other.ok) expectTypeOf(other.key).toEqualTypeOf<KeyRecord<Metadata, ClerkRecord>>()
  const routed = await authenticate(request, createRouter({ primary: unkey(), secondary: clerk() }))
  if (routed.ok) expectTypeOf(routed.verdict.side).toEqualTypeOf<'primary' | 'secondary'>()
}

export async function knowsWhoMayBeAnonymous(anonymous: boolean): Promise<void> {
  const keys = clerk()
  const auth = await authenticate(request, keys, { anonymous: true })
  expectTypeOf(auth).toEqualTypeOf<Authentication<typeof keys> | Anonymous>()
  const perhaps = await authenticate(request, keys, { anonymous })
  expectTypeOf(perhaps).toEqualTypeOf<Authentication<typeof keys> | Anonymous>()
  const never = await authenticate(request, keys, { anonymous: false })
  expectTypeOf(never).toEqualTypeOf<Authentication<typeof keys>>()
}

export async function isForClientsThatCanVerify(client: KeyClient): Promise<void> {
  // @ts-expect-error
  await authenticate(request, factify())
  // @ts-expect-error
  await authenticate(request, flow())
  // @ts-expect-error
  await authenticate(request, client)
  if (client.can('verify')) await authenticate(request, client)
}

export async function takesKnownOptionsOnly(): Promise<void> {
  // @ts-expect-error
  await authenticate(request, clerk(), { scope: ['read'] })
  // @ts-expect-error
  await authenticate(request, clerk(), { verify: { cost: 1 } })
  // @ts-expect-error
  await authenticate(request, unkey(), { verify: { scopes: ['read'] } })
  // @ts-expect-error
  await authenticate(request, unkey(), { verify: { signal: request.signal } })
  // @ts-expect-error
  await authenticate({ headers: { authorization: 'Bearer x' } }, unkey())
}
