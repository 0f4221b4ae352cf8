import type { World } from '../emulator/dialect.js'
import { base62Alphabet } from '../emulator/encoding.js'
import { findRoute } from '../emulator/routes.js'
import type { Trouble } from '../emulator/trouble.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../generator/json.js'
import { jsonSchemaOf } from '../generator/json-schema-of.js'
import type { OperationModel, VendorModel } from '../generator/model.js'
import { operationsIn } from '../generator/operations-in.js'
import { AnswerBuilder } from './answer/build-answer.js'
import { isJson, MockErrors } from './answer/errors.js'
import { toldInHeaders } from './answer/told-in-headers.js'
import type { Told } from './answer/told.js'
import { MockRefusal } from './refusal.js'
import type { Source } from './shapes/made-up.js'

/** What an error is in keymux' words, by its status. */
const codes: Readonly<Record<number, MockRefusal['code']>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  422: 'invalid_request',
  429: 'rate_limited',
}

/** Where the document has an operation. */
type Place = Pick<OperationModel, 'method' | 'path'>

/** Puts what is told into the vendor's answers, each marked for what it is. */
export class Replies {
  readonly #model: VendorModel
  readonly #baseUrl: string
  readonly #errors: MockErrors
  readonly #world: World
  readonly #source: Omit<Source, 'now'>

  constructor(model: VendorModel, world: World, baseUrl: string) {
    this.#model = model
    this.#baseUrl = baseUrl
    this.#errors = new MockErrors(model)
    this.#world = world
    this.#source = { document: model.document, baseUrl, random: world.random.stream('made-up') }
  }

  success(operation: OperationModel, told: Told): Response {
    const { document, root } = this.#model
    const { status, hasAnswer, answer, whenNull } = operation
    const requestId = this.#requestId()
    const schema = hasAnswer ? this.#schemaOf(operation) : undefined
    const extras = Object.fromEntries((root.requestId?.body ?? []).map((pointer) => [pointer, requestId]))
    const isNothing = whenNull !== undefined && told.verdict !== 'valid'
    const body = isNothing
      ? null
      : schema &&
        new AnswerBuilder({ ...this.#source, document, now: this.#world.now() }, extras).build(
          schema,
          answer,
          told,
        )
    const headers = toldInHeaders(operation, told, this.#baseUrl)
    return this.#response(Number.parseInt(status, 10) || 200, body, requestId, headers)
  }

  refusal(thrown: MockRefusal, place: Place | null): Response {
    return this.#error(thrown, place)
  }

  trouble(trouble: Trouble, place: Place | null): Response {
    const { status, message } = trouble
    const code = codes[status] ?? (status < 500 ? 'invalid_request' : 'unavailable')
    const headers = this.#errors.headersOf(trouble, this.#world.now())
    return this.#error(new MockRefusal(code, message, { status, headers }), place)
  }

  /** What the vendor has and keymux gives no meaning is not made up: nobody could rely on what it does. */
  noRoute(path: string, method: string, allowed: readonly string[]): MockRefusal {
    const others = operationsIn(this.#model.document).map((each) => ({
      ...each,
      operation: 'get' as const,
      handle: () => Promise.resolve(undefined),
    }))
    const { route } = findRoute(others, method, path)
    if (route !== null) {
      const message = `The mock does not do ${route.method} ${route.path}: the overlay gives it no meaning.`
      return new MockRefusal('unsupported', message, { status: 501 })
    }
    if (allowed.length === 0) return new MockRefusal('not_found', 'There is no such path.', { status: 404 })
    const headers = { allow: allowed.join(', ') }
    return new MockRefusal('invalid_request', 'The path does not take this method.', { status: 405, headers })
  }

  #error(thrown: MockRefusal, place: Place | null): Response {
    const requestId = this.#requestId()
    const found = this.#documented(place)
    const source = { ...this.#source, now: this.#world.now() }
    const { status, body, headers, type } = this.#errors.of(thrown, found, source, requestId)
    return this.#response(status, body, requestId, { 'content-type': type, ...headers })
  }

  #response(
    status: number,
    body: JsonValue | undefined,
    requestId: string,
    headers: Readonly<Record<string, string>> = {},
  ): Response {
    const idHeader = this.#model.root.requestId?.header
    const { 'content-type': type = 'application/json', ...others } = headers
    const text = isJson(type) ? JSON.stringify(body) : String(body)
    return new Response(body === undefined ? null : text, {
      status,
      headers: {
        ...(body !== undefined && { 'content-type': type }),
        ...(idHeader !== undefined && { [idHeader]: requestId }),
        ...others,
        'x-keymux-mock': `${this.#model.id}; derived from its overlay`,
      },
    })
  }

  #documented(place: Place | null): JsonObject | undefined {
    const found = operationsIn(this.#model.document).find(
      ({ path, method }) => path === place?.path.replace('{+', '{') && method === place.method,
    )
    return found?.operation
  }

  #schemaOf(operation: OperationModel): JsonValue | undefined {
    const responses = this.#documented(operation)?.['responses']
    return isJsonObject(responses)
      ? jsonSchemaOf(this.#model.document, responses[operation.status])
      : undefined
  }

  #requestId(): string {
    return `req_${this.#world.random.text(base62Alphabet, 16)}`
  }
}
