import { UnreachableError } from './generation-error.js'
import { reasonOf } from './reason.js'

const timeoutMs = 30_000

/** In bytes: several times the largest document that a vendor publishes. */
const largest = 100 * 1024 * 1024

/** The text of what an http(s) URL leads to. */
export async function download(url: string): Promise<string> {
  try {
    const response = await get(url)
    if (!response.ok) throw new Error(`status ${response.status}`)
    // What is written of a document runs in somebody's program.
    if (/^https:/i.test(url) && response.url.startsWith('http:'))
      throw new Error(`it redirects to ${new URL(response.url).origin}, which anybody on the way can change`)
    return await textOf(response)
  } catch (error) {
    // Without the cause: what `fetch` refuses it quotes, and an address may hold a password or a token.
    throw new UnreachableError(`${url}: cannot be fetched (${reasonOf(error)})`)
  }
}

/** ky asks again where that may help, so that one bad moment does not fail a job that runs once a week. Loaded here, as most documents are files. */
async function get(url: string): Promise<Response> {
  const { default: ky, HTTPError } = await import('ky')
  try {
    // One time for all attempts and the body, of which ky's own timeout does not know.
    return await ky(url, { timeout: false, signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    if (error instanceof HTTPError) return error.response
    throw error
  }
}

/** The body as text, if it comes to an end before memory does. */
async function textOf({ body }: Response): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > largest) throw new Error(`it is larger than ${largest / 1024 / 1024} MiB`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
