import { describe, expect, it } from 'vitest'
import type { ResponseEvent } from '../../../src/core/hooks.js'
import { isFields } from '../../../src/core/input-check.js'
import { textAt } from '../../../src/core/text-at.js'
import { base64Pair } from '../../../src/core/codecs/secret-pair.js'
import { secretParts } from '../../../src/core/secret-parts.js'
import type { CreateCall, SecretCall } from '../../../src/http/calls.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { recoverSecret } from '../../../src/http/operations/recover-secret.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printingsOfError } from '../../leaks/printings.js'
import { answering, asking, contextWith, errorOf, json } from '../support/acme.js'

const half = 'Tr5EwQa8YuIoPlKjHgFdSa'
const whole = btoa(`robot:${half}`)

function read(body: unknown): ReturnType<SecretCall['read']> {
  const from = isFields(body) ? body : {}
  const password = textAt(from, 'password')
  const secret = base64Pair.join(textAt(from, 'name'), password, ':')
  return { id: textAt(from, 'id'), secret, parts: secretParts(password), prefix: null, warnings: [] }
}

/** A create whose secret is a pair in base64: the answer holds its halves as they are. */
const paired: CreateCall<Record<never, never>, unknown> = {
  request: asking('acts'),
  read: (body) => ({ ...read(body), metadata: {}, key: { vendor: {} } }),
}

function leaksOf(text: string): string[] {
  return findLeaks(text, { secrets: [half, whole] })
}

const quoting = { name: 'robot', password: half, message: `no: ${half}`, code: half, at: `at/${half}` }

describe('a half of a secret', () => {
  it.each([400, 409, 429, 500])('that a %i quotes is in no part of the error', async (status) => {
    const body = { ...quoting, requestId: `r-${half}` }
    const call = createKey(contextWith(answering(() => json(body, status))), paired, undefined)
    const error = await errorOf(call)
    expect(error.secret?.reveal() === whole).toBe(true)
    expect(Object.values(printingsOfError(error)).flatMap(leaksOf)).toEqual([])
  })

  it('that a success without an id quotes is in no part of the error', async () => {
    const body = { name: 'robot', password: half, requestId: `r-${half}` }
    const error = await errorOf(createKey(contextWith(answering(() => json(body))), paired, undefined))
    expect(error.code).toBe('invalid_response')
    expect(Object.values(printingsOfError(error)).flatMap(leaksOf)).toEqual([])
  })

  it('is no id', async () => {
    const body = { id: `key-${half}`, name: 'robot', password: half }
    const error = await errorOf(createKey(contextWith(answering(() => json(body))), paired, undefined))
    expect(error.id).toBeUndefined()
  })

  it('that a body tells before it breaks off is not in the cause', async () => {
    const text = JSON.stringify({ name: 'robot', password: half })
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text))
      },
      pull(controller) {
        controller.error(new Error(`lost after ${half.slice(0, 12)}`))
      },
    })
    const error = await errorOf(
      createKey(contextWith(answering(() => new Response(broken))), paired, undefined),
    )
    expect(error.code).toBe('ambiguous')
    expect(Object.values(printingsOfError(error)).flatMap(leaksOf)).toEqual([])
  })

  it('that a recovery quotes is in no part of the error', async () => {
    const context = contextWith(answering(() => json(quoting, 400)))
    const call = { request: asking('reads', { operation: 'recover' }), read }
    const error = await errorOf(recoverSecret(context, 'key_1', call, undefined))
    expect(Object.values(printingsOfError(error)).flatMap(leaksOf)).toEqual([])
  })

  it('is told to no hook', async () => {
    const told: ResponseEvent[] = []
    const hooks = { response: (event: ResponseEvent) => void told.push(event) }
    const body = { id: 'key_1', name: 'robot', password: half, requestId: `r-${half}` }
    await createKey(
      contextWith(
        answering(() => json(body)),
        { hooks },
      ),
      paired,
      undefined,
    )
    expect(told).toHaveLength(1)
    expect(leaksOf(JSON.stringify(told))).toEqual([])
  })
})
