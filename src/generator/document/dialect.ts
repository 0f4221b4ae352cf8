import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0'
import { GenerationError } from '../generation-error.js'
import type { JsonObject } from '../json.js'

/** Ends the generation at what is no OpenAPI document of a version that is understood. */
export function requireOpenApi(document: JsonObject, file: string): void {
  const { openapi, swagger, overlay } = document
  if (isSwagger(document)) return
  if (typeof overlay === 'string' && openapi === undefined)
    throw new GenerationError(
      file,
      '#/overlay',
      'this is an overlay, not an OpenAPI document',
      'Give the document as --spec and this file as --overlay.',
    )
  if ((openapi ?? swagger) === undefined)
    throw new GenerationError(
      file,
      '#',
      'is not an OpenAPI document: it says neither openapi nor swagger',
      'Give the document that begins with `openapi: 3.1.0` or the like.',
    )
  if (!/^3\.[0-2](\.|$)/.test(String(openapi)))
    throw new GenerationError(
      file,
      openapi === undefined ? '#/swagger' : '#/openapi',
      `version ${String(openapi ?? swagger)} is not understood`,
      'OpenAPI 3.0, 3.1 and 3.2 are, and Swagger 2.0.',
    )
}

export function isSwagger({ swagger }: JsonObject): boolean {
  return String(swagger) === '2.0' || swagger === 2
}

/** Swagger 2.0 as the OpenAPI 3.0 that says the same; anything else as it is. */
export function asOpenApi3(document: JsonObject): JsonObject {
  if (!isSwagger(document)) return document
  const upgraded: unknown = upgradeFromTwoToThree({ ...document, swagger: '2.0' })
  // Its type has room for what JSON has not, such as functions; a document of JSON becomes one of JSON.
  return JSON.parse(JSON.stringify(upgraded)) as JsonObject
}

/** Where Swagger 2.0 keeps what OpenAPI 3 has at this JSON pointer. */
export function pointerInSwagger(pointer: string): string {
  return pointer
    .replace(/^\/components\/schemas\//, '/definitions/')
    .replace(/^\/components\/(parameters|responses)\//, '/$1/')
}
