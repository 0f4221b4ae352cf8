import { AsyncLocalStorage } from 'node:async_hooks'
import {
  context,
  INVALID_SPAN_CONTEXT,
  ROOT_CONTEXT,
  trace,
  type Attributes,
  type Context,
  type ContextManager,
  type Exception,
  type Span,
  type SpanContext,
  type SpanOptions,
  type SpanStatus,
  type Tracer,
} from '@opentelemetry/api'

/** A span in memory: all that would be exported. */
export class RecordedSpan implements Span {
  readonly name: string
  readonly options: SpanOptions
  readonly attributes: Attributes = {}
  readonly events: unknown[][] = []
  readonly exceptions: Exception[] = []
  status: SpanStatus | undefined
  ends = 0

  constructor(name: string, options: SpanOptions) {
    this.name = name
    this.options = options
  }

  spanContext = (): SpanContext => INVALID_SPAN_CONTEXT
  isRecording = (): boolean => this.ends === 0
  updateName = (): this => this
  addLink = (): this => this
  addLinks = (): this => this

  setAttribute(name: string, value: Attributes[string]): this {
    return this.setAttributes({ [name]: value })
  }

  setAttributes(attributes: Attributes): this {
    Object.assign(this.attributes, attributes)
    return this
  }

  addEvent(...event: unknown[]): this {
    this.events.push(event)
    return this
  }

  recordException(exception: Exception): void {
    this.exceptions.push(exception)
  }

  setStatus(status: SpanStatus): this {
    this.status = status
    return this
  }

  end(): void {
    this.ends += 1
  }
}

/** What OpenTelemetry's SDK for Node does to know which span is active. */
class AsyncContext implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>()

  active = (): Context => this.#storage.getStore() ?? ROOT_CONTEXT
  bind = <T>(_: Context, target: T): T => target
  enable = (): this => this
  disable = (): this => this

  with<Args extends unknown[], R>(at: Context, run: (...args: Args) => R, self?: unknown, ...args: Args): R {
    return this.#storage.run(at, () => run.apply(self, args))
  }
}

/** Takes the place of OpenTelemetry's SDK until `stopRecording`: every span that is started from now on. */
export function record(): RecordedSpan[] {
  const spans: RecordedSpan[] = []
  const startSpan = (name: string, options: SpanOptions = {}): RecordedSpan => {
    const span = new RecordedSpan(name, options)
    spans.push(span)
    return span
  }
  const startActiveSpan = (name: string, options: SpanOptions, run: (span: Span) => unknown): unknown => {
    const span = startSpan(name, options)
    return context.with(trace.setSpan(context.active(), span), () => run(span))
  }
  context.setGlobalContextManager(new AsyncContext())
  // Of the ways to call it, the one that the example takes.
  const tracer = { startSpan, startActiveSpan } as unknown as Tracer
  trace.setGlobalTracerProvider({ getTracer: () => tracer })
  return spans
}

export function stopRecording(): void {
  trace.disable()
  context.disable()
}
