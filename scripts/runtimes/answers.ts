import { request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import type { EndlessAnswer } from './checks/bodies.js'

export function answer(outgoing: ServerResponse, body: unknown): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify(body ?? null))
}

export async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks).toString()
}

/** Sends blanks until nobody takes them any more. */
export function answerWithoutEnd(outgoing: ServerResponse, tell: (now: EndlessAnswer) => void): void {
  const piece = Buffer.alloc(64 * 1024, ' ')
  let bytes = 0
  outgoing.writeHead(200, { 'content-type': 'application/json' })
  const more = (): void => {
    if (outgoing.destroyed) return
    bytes += piece.length
    tell({ bytes, isOpen: true })
    outgoing.write(piece, () => setImmediate(more))
  }
  outgoing.once('close', () => tell({ bytes, isOpen: false }))
  more()
}

/** One byte in each chunk, so that no character of more than one comes whole. */
export async function answerInPieces(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: string,
): Promise<void> {
  const { 'content-type': type = '', authorization = '' } = incoming.headers
  const response = await fetch(url, {
    method: incoming.method ?? 'GET',
    headers: { authorization, ...(type !== '' && { 'content-type': type }) },
    body: await textOf(incoming),
  })
  outgoing.writeHead(response.status, { 'content-type': response.headers.get('content-type') ?? '' })
  for (const byte of new Uint8Array(await response.arrayBuffer()))
    await new Promise((written) => outgoing.write(Uint8Array.of(byte), written))
  outgoing.end()
}

/** Passes a request on, and its answer back as it comes, be it cut or left open. */
export function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: string,
  headers: Readonly<Record<string, string>>,
): void {
  const { host: _, ...own } = incoming.headers
  const passed = send(url, { method: incoming.method, headers: { ...own, ...headers }, agent: false })
  const cut = (): void => void outgoing.socket?.resetAndDestroy()
  passed.once('error', cut)
  passed.once('response', (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers)
    outgoing.flushHeaders()
    response.once('error', () => outgoing.destroy())
    response.pipe(outgoing)
  })
  outgoing.once('close', () => passed.destroy())
  incoming.pipe(passed)
}
