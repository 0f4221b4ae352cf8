import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { download } from './download.js'
import { UnreadableError } from './generation-error.js'
import { isJsonObject } from './json.js'
import type { JsonObject, JsonValue } from './json.js'
import { reasonOf } from './reason.js'

/** Reads a YAML or JSON document from a file or an http(s) URL. Every failure is one line that names the source. */
export async function loadDocument(file: string): Promise<JsonObject> {
  return parseText(await readText(file), file)
}

/** The text of a file or of what an http(s) URL leads to. */
export async function readText(file: string): Promise<string> {
  return isAddress(file) ? download(file) : read(file)
}

export function isAddress(file: string): boolean {
  return /^https?:\/\//i.test(file)
}

/**
 * JSON is read by the engine's own parser, many times as fast as YAML; where that refuses it, it is read as the YAML it is, so that
 * both report errors alike. No two places of the result share an object.
 */
export function parseText(text: string, source: string): JsonObject {
  const json = jsonIn(text)
  if (json !== undefined) return json
  const document = parseDocument(text, { merge: true, prettyErrors: true })
  const problem = document.errors[0]
  if (problem !== undefined) {
    const at = problem.linePos?.[0]
    const position = at === undefined ? '' : `:${at.line}:${at.col}`
    throw new UnreadableError(`${source}${position}: ${reasonOf(problem)}`)
  }
  const value = toJson(document, source)
  if (!isJsonObject(value)) throw new UnreadableError(`${source}:1:1: the document is not an object`)
  return value
}

function jsonIn(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const value = JSON.parse(text) as JsonValue
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function toJson(document: { toJS(): unknown }, source: string): JsonValue {
  try {
    return JSON.parse(JSON.stringify(document.toJS())) as JsonValue
  } catch (error) {
    throw new UnreadableError(`${source}: ${reasonOf(error)}`, { cause: error })
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UnreadableError(`${file}: cannot be read (${codeOf(error)})`, { cause: error })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error)
}
