import { expect, describe, it } from 'vitest'
import type { MetadataSchema } from '../../../src/core/metadata-schema.js'
import { clientContext, type ClientContext } from '../../../src/http/client-context.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { updateKey } from '../../../src/http/operations/update-key.js'
import { answering, created, creating, errorOf, secret, senderWith, type Stub } from '../support/acme.js'
import { keyCall } from '../support/acme-keys.js'

function schemaOf(validate: MetadataSchema['~standard']['validate']): MetadataSchema {
  return { '~standard': { version: 1, vendor: 'hand', validate } }
}

function contextOf(fetch: Stub, schema: MetadataSchema): ClientContext {
  return clientContext(senderWith(fetch), schema)
}

const endless = schemaOf(async () => new Promise(() => undefined))

describe('a schema that comes to no end', () => {
  const short = { timeout: { totalMs: 20, attemptMs: 10_000 } }
  const words = "before the client's `metadataSchema` had checked it. Nothing was sent"

  it.each(['create', 'update'])('has the time of the call: %s', async (operation) => {
    const fetch = answering(() => new Response(created))
    const context = contextOf(fetch, endless)
    const call =
      operation === 'create'
        ? createKey(context, creating(), short, {})
        : updateKey(context, 'key_1', keyCall('settles', 'update'), short, { metadata: {} })
    const error = await errorOf(call)
    expect(error).toMatchObject({ code: 'timeout', operation, mayHaveActed: false, retryable: true })
    expect(error.message).toContain(`the time was over ${words}`)
    expect(fetch.asked).toEqual([])
  })

  it('ends with the caller’s abort', async () => {
    const fetch = answering(() => new Response(created))
    const leaving = new AbortController()
    const call = errorOf(createKey(contextOf(fetch, endless), creating(), { signal: leaving.signal }, {}))
    setImmediate(() => leaving.abort())
    const error = await call
    expect(error).toMatchObject({
      code: 'aborted',
      operation: 'create',
      mayHaveActed: false,
      retryable: false,
    })
    expect(error.message).toContain(`the caller ended the call ${words}`)
    expect(fetch.asked).toEqual([])
  })

  it('does not hide what is wrong with the options', async () => {
    const signal = {} as AbortSignal
    const error = await errorOf(createKey(contextOf(answering(), endless), creating(), { signal }, {}))
    expect(error).toMatchObject({ code: 'configuration', operation: 'create' })
  })

  it('does not keep back the secret of a key that was made', async () => {
    let calls = 0
    const schema = schemaOf(async (value) => {
      calls += 1
      return calls > 1 ? new Promise(() => undefined) : { value: value as object }
    })
    const sender = senderWith(
      answering(() => new Response(created)),
      short,
    )
    const result = await createKey(clientContext(sender, schema), creating(), undefined, {})
    expect(result.secret.reveal() === secret).toBe(true)
    expect(result.warnings).toMatchObject([{ code: 'invalid_metadata', path: 'metadata' }])
  })
})
