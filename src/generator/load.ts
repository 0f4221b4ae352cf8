import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { UnreachableError, UnreadableError } from './generation-error.js'
import { isJsonObject } from './json.js'
import type { JsonObject, JsonValue } from './json.js'

const fetchTimeoutMs = 30_000

/** In bytes: several times the largest document that a vendor publishes. */
const largestDownload = 100 * 1024 * 1024

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
    throw new UnreadableError(`${source}${position}: ${firstLine(problem.message)}`)
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
    throw new UnreadableError(`${source}: ${firstLine(messageOf(error))}`, { cause: error })
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UnreadableError(`${file}: cannot be read (${codeOf(error)})`, { cause: error })
  }
}

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) })
    if (!response.ok) throw new Error(`status ${response.status}`)
    // What is written of a document runs in somebody's program.
    if (/^https:/i.test(url) && response.url.startsWith('http:'))
      throw new Error(`it redirects to ${new URL(response.url).origin}, which anybody on the way can change`)
    return await textOf(response)
  } catch (error) {
    throw new UnreachableError(`${url}: cannot be fetched (${firstLine(messageOf(error))})`, { cause: error })
  }
}

/** The body as text, if it comes to an end before memory does. */
async function textOf({ body }: Response): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > largestDownload) throw new Error(`it is larger than ${largestDownload / 1024 / 1024} MiB`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
}

/** What fetch says of itself is "fetch failed"; the reason is in its cause. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/( at line \d+, column \d+)?:?$/, '') ?? ''
}
