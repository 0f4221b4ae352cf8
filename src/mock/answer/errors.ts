import type { ErrorCode } from '../../core/index.js'
import { retryAfterHeader, type Trouble } from '../../emulator/trouble.js'
import { dotted, type Violation } from '../../emulator/validate.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../../generator/json.js'
import { stepsOf } from '../../generator/json-pointer.js'
import { entries, type VendorModel } from '../../generator/model.js'
import { resolve } from '../../generator/references.js'
import { typeOf } from '../../generator/schema-facts.js'
import type { MockRefusal } from '../refusal.js'
import { schemaAt } from '../schemas.js'
import { madeUp, type Source } from '../shapes/made-up.js'
import { withAt } from './json-pointer.js'
import { vendorCode } from './vendor-code.js'

/** What an error is sent with. */
export interface ErrorAnswer {
  readonly status: number
  /** Undefined where the vendor's errors say nothing. */
  readonly body: JsonValue | undefined
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
}

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  quota_exceeded: 429,
  unavailable: 503,
  timeout: 408,
  unsupported: 501,
}

/** The vendor's errors: the body that its document has for a status, with what the overlay finds in it. */
export class MockErrors {
  readonly #model: VendorModel

  constructor(model: VendorModel) {
    this.#model = model
  }

  /** `operation` is that of the document; undefined where the request is for none. */
  of(
    {
      code,
      status,
      message,
      violations,
      headers,
    }: Pick<MockRefusal, 'code' | 'message' | 'violations' | 'headers'> & {
      readonly status: number | undefined
    },
    operation: JsonObject | undefined,
    source: Source,
    requestId: string,
  ): ErrorAnswer {
    const responses = operation?.['responses']
    const answers = isJsonObject(responses) ? responses : {}
    const chosen = status ?? statuses[code] ?? ('400' in answers || !('422' in answers) ? 400 : 422)
    const response = [String(chosen), `${String(chosen).charAt(0)}XX`, 'default']
      .map((key) => answers[key])
      .find((each) => each !== undefined)
    const { type, schema } = errorContent(this.#model.document, response) ?? this.#usualContent()
    const { errors } = this.#model.root
    const answer = { status: chosen, type, headers }
    if (errors.text && !isJson(type)) return { ...answer, body: message }
    const isSilent = schema === undefined && errors.code.length + errors.message.length === 0
    if (isSilent && errors.issues === undefined) return { ...answer, body: undefined }
    const said = { code, message, violations, status: chosen, requestId }
    return { ...answer, body: new ErrorBody(this.#model, schema, source).saying(said) }
  }

  /** Where a document has no body for a status: the first of its errors. */
  #usualContent(): ErrorContent {
    const { create, document } = this.#model
    const paths = document['paths']
    const item = isJsonObject(paths) ? paths[create.path] : undefined
    const operation = isJsonObject(item) ? item[create.method.toLowerCase()] : undefined
    const responses = isJsonObject(operation) ? operation['responses'] : undefined
    const errors = Object.entries(isJsonObject(responses) ? responses : {})
      .filter(([status]) => !status.startsWith('2'))
      .flatMap(([, response]) => errorContent(document, response) ?? [])
    const type = this.#model.root.errors.text ? 'text/plain' : 'application/json'
    return errors[0] ?? { type, schema: undefined }
  }

  /** A failure of the vendor's own, with the headers that tell when to come back. */
  headersOf(trouble: Trouble, now: Date): Readonly<Record<string, string>> {
    const { rateLimit, rates } = this.#model.root
    const { retryAfter } = trouble
    if (rateLimit === undefined || trouble.status !== 429 || retryAfter === null)
      return retryAfterHeader(trouble)
    const seconds =
      typeof retryAfter === 'number' ? retryAfter : (retryAfter.getTime() - now.getTime()) / 1000
    const reset = rateLimit.unit === 'seconds-from-now' ? seconds : now.getTime() / 1000 + seconds
    return {
      ...retryAfterHeader(trouble),
      [rateLimit.limit]: String(rates.requestsPerMinute ?? 60),
      [rateLimit.remaining]: '0',
      [rateLimit.reset]: String(Math.max(0, Math.ceil(reset))),
    }
  }
}

/** What an error is written in. */
interface ErrorContent {
  readonly type: string
  readonly schema: JsonValue | undefined
}

export function isJson(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/.test(type)
}

/** JSON before anything else, such as `application/problem+json`; undefined for an answer without a body. */
function errorContent(document: JsonObject, response: JsonValue | undefined): ErrorContent | undefined {
  const all = entries(resolve(document, response)['content'])
  const [type, media] = all.find(([each]) => isJson(each)) ?? all[0] ?? []
  if (type === undefined) return undefined
  return { type, schema: isJsonObject(media) && isJson(type) ? media['schema'] : undefined }
}

interface Said {
  readonly code: ErrorCode
  readonly message: string
  readonly violations: readonly Violation[]
  readonly status: number
  readonly requestId: string
}

/** The body of one error. */
class ErrorBody {
  readonly #model: VendorModel
  readonly #node: JsonValue | undefined
  #body: JsonValue

  constructor(model: VendorModel, node: JsonValue | undefined, source: Source) {
    this.#model = model
    this.#node = node
    this.#body = node === undefined ? {} : madeUp(source, node)
  }

  saying({ code, message, violations, status, requestId }: Said): JsonValue {
    const { errors, requestId: places } = this.#model.root
    for (const pointer of statusesIn(this.#body, '')) this.#set(pointer, status)
    const issues = violations.length > 0 ? errors.issues : undefined
    if (issues !== undefined)
      this.#set(
        issues.at,
        violations.map((each) => this.#issue(issues, each)),
      )
    for (const pointer of errors.code) {
      const schema = this.#schemaAt(pointer)
      const text = vendorCode(errors, code, schema)
      const isNumber = ['integer', 'number'].includes(typeOf(schema ?? {}) ?? '')
      if (isNumber) this.#set(pointer, numberOr(text, status))
      else if (text !== undefined) this.#set(pointer, text)
    }
    const place = errors.message.find((pointer) => issues === undefined || !covers(pointer, issues.at))
    if (place !== undefined) this.#set(place, message)
    for (const pointer of places?.body.slice(0, 1) ?? [])
      if (this.#schemaAt(pointer) !== undefined) this.#set(pointer, requestId)
    return this.#body
  }

  #issue(
    { at, path, message }: { at: string; path: string; message: string },
    { path: place, message: why }: Violation,
  ): JsonValue {
    const words = place.map((step) => (typeof step === 'number' ? step : String(step)))
    const isList = typeOf(this.#schemaAt(`${at}/0${path}`) ?? {}) === 'array'
    const where = isList ? ['body', ...words] : dotted(place).replace(/^\./, '')
    const allowed = this.#schemaAt(`${at}/0${message}`)?.['enum']
    const text = Array.isArray(allowed) && !allowed.includes(why) ? String(allowed[0]) : why
    return withAt(withAt({}, stepsOf(path), where), stepsOf(message), text)
  }

  #schemaAt(pointer: string): JsonObject | undefined {
    return schemaAt(this.#model.document, this.#node, stepsOf(pointer))
  }

  #set(pointer: string, value: JsonValue): void {
    this.#body = withAt(this.#body, stepsOf(pointer), value)
  }
}

/** Whether a text at one place would take the place of what is at the other. */
function covers(pointer: string, other: string): boolean {
  return other === pointer || other.startsWith(`${pointer}/`)
}

/** RFC 9457 and many others repeat the status in the body. */
function statusesIn(body: JsonValue, at: string): string[] {
  if (!isJsonObject(body)) return []
  return Object.entries(body).flatMap(([name, value]) =>
    name === 'status' && typeof value === 'number' ? [`${at}/status`] : statusesIn(value, `${at}/${name}`),
  )
}

/** A code that is a number is one of the vendor's, or the status once more. */
function numberOr(text: string | undefined, status: number): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : status
}
