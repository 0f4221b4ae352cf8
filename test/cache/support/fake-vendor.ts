import {
  KeymuxError,
  type EndKeyResult,
  type ErrorCode,
  type HttpMeta,
  type KeyRecord,
  type PreviousKey,
  type Verdict,
  type VerifyOptions,
  type VerifyReason,
} from 'keymux'

/** A client that counts what it is asked, and answers when it is told to. */
export class FakeVendor {
  readonly vendor = 'acme'
  readonly asked: { secret: unknown; options: VerifyOptions | undefined }[] = []
  /** What the next answers are; by default every secret is a valid key of its own. */
  answer: (secret: string) => Verdict<object> = (secret) => validVerdict(`key_of_${secret.length}`)
  trouble: KeymuxError | undefined
  /** While it is set, answers wait for it. */
  held: Promise<void> | undefined

  verify = async (secret: unknown, options?: VerifyOptions): Promise<Verdict<object>> => {
    this.asked.push({ secret, options })
    const [answer, failure] = [this.answer, this.trouble]
    // The verdict is made when the vendor is asked, not when its answer arrives.
    const verdict = failure === undefined ? answer(String(secret)) : undefined
    await this.held
    options?.signal?.throwIfAborted()
    if (verdict === undefined) throw failure
    return verdict
  }

  revoke = async (id: string): Promise<EndKeyResult> => ended(id)
  delete = async (id: string): Promise<EndKeyResult> => ended(id)
  update = async (_id: string, _patch: object): Promise<void> => undefined
  import = async (): Promise<void> => undefined
  rotate = async (id: string, _options: { overlap: '0s' | '1h' }): Promise<{ previous: PreviousKey }> => ({
    previous: { id, validUntil: null, plan: null, revoke: async () => ended(id) },
  })
}

function ended(id: string): EndKeyResult {
  return { id, already: false, http: meta(), warnings: [] }
}

export function record(id: string, more: Partial<KeyRecord<object>> = {}): KeyRecord<object> {
  return { id, metadata: { plan: 'pro', tags: ['a'] }, vendor: { keyId: id }, state: 'active', ...more }
}

export function validVerdict(id: string, more: Partial<KeyRecord<object>> = {}): Verdict<object> {
  return { valid: true, key: record(id, more), http: meta(), warnings: [] }
}

export function refusal(reason: VerifyReason, key?: KeyRecord<object>): Verdict<object> {
  return { valid: false, reason, ...(key && { key }), http: meta(), warnings: [] }
}

export function trouble(code: ErrorCode, retryAfterMs?: number): KeymuxError {
  return new KeymuxError({ code, message: 'No.', vendor: 'acme', operation: 'verify', retryAfterMs })
}

export function meta(): HttpMeta {
  return {
    request: { method: 'POST', url: 'https://acme.test/verify' },
    status: 200,
    headers: new Headers({ 'x-request-id': 'r1' }),
    requestId: 'r1',
    attempts: 1,
    durationMs: 1,
    rateLimit: { limit: 10, remaining: 9, resetAt: new Date(5000) },
  }
}

/** A promise that is kept when one says so. */
export function gate(): { promise: Promise<void>; open: () => void } {
  let resolveIt: (() => void) | undefined
  const promise = new Promise<void>((resolve) => {
    resolveIt = resolve
  })
  return { promise, open: () => resolveIt?.() }
}
