import { SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import { KeymuxError, type Hooks } from 'keymux'

const tracer = trace.getTracer('keymux')

/** The spans that `traced` made: the hooks write to no other, such as that of the request your server is answering. */
const spans = new WeakSet<Span>()

/**
 * One span for one call, repeats and waits included. Needs a context manager, as OpenTelemetry's SDK for Node has one.
 *
 * @example
 * const keys = unkey({ hooks: tracing })
 * const created = await traced('create', async () => keys.create({ name: 'CI' }))
 */
export async function traced<T>(operation: string, call: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(`keymux ${operation}`, { kind: SpanKind.CLIENT }, async (span) => {
    spans.add(span)
    try {
      return await call()
    } catch (error) {
      fail(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

/** The hooks that go with it. */
export const tracing: Hooks = {
  request: ({ vendor, operation, method, url, attempt }) =>
    current()?.setAttributes({
      'keymux.vendor': vendor,
      'keymux.operation': operation,
      'http.request.method': method,
      // Not the whole URL: an id is in it, and a secret if somebody took one for an id.
      'server.address': new URL(url).host,
      'http.request.resend_count': attempt - 1,
    }),
  response: ({ status, requestId }) =>
    current()?.setAttributes({
      'http.response.status_code': status,
      ...(requestId !== null && { 'keymux.request_id': requestId }),
    }),
  retry: ({ attempt, waitMs, status, code }) =>
    current()?.addEvent('retry', { attempt, 'wait.ms': waitMs, reason: String(status ?? code) }),
}

function current(): Span | undefined {
  const span = trace.getActiveSpan()
  return span !== undefined && spans.has(span) ? span : undefined
}

/** A `KeymuxError` holds neither credential nor secret, so it may be told whole; of any other that is not known. */
function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
  if (!KeymuxError.is(error)) return
  span.setAttributes({ 'error.type': error.code, 'keymux.may_have_acted': error.mayHaveActed })
  span.recordException({ name: error.name, code: error.code, message: error.message })
}
