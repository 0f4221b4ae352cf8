/** No vendor's answer comes near this; a proxy's error page or an attack might. */
const largest = 10 * 1024 * 1024

/** Thrown when an answer is larger than keymux is willing to hold. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'

  constructor() {
    super(`The answer is larger than ${largest / 1024 / 1024} MiB.`)
  }
}

/** The body as text, read once and never more than 10 MiB of it. UTF-8 whatever the header says: JSON has no other. */
export async function readText(response: Response): Promise<string> {
  if (response.body === null) return ''
  const { headers } = response
  const length = headers.get('content-length')
  // A compressed body's length says nothing about what comes out of it.
  if (length !== null && Number(length) <= largest && !headers.has('content-encoding')) return response.text()
  return readBounded(response.body)
}

async function readBounded(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > largest) {
      void reader.cancel().catch(() => undefined)
      throw new AnswerTooLarge()
    }
    text += decoder.decode(value, { stream: true })
  }
}
