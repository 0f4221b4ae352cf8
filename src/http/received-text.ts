/** No vendor's answer comes near this; a proxy's error page or an attack might. */
const largest = 10 * 1024 * 1024

const whole = new TextDecoder()

/** Thrown when an answer is larger than keymux is willing to hold. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'

  constructor() {
    super(`The answer is larger than ${largest / 1024 / 1024} MiB.`)
  }
}

/**
 * The body of an answer as text, read once and never more than 10 MiB of it. UTF-8 whatever the header says: JSON has no
 * other. What has come so far is in `text` when the rest does not come: a secret may be in it.
 */
export class ReceivedText {
  #reader: ReadableStreamDefaultReader<Uint8Array | string> | undefined
  readonly #chunks: (Uint8Array | string)[] = []

  /** What has come so far. */
  get text(): string {
    return textOf(this.#chunks)
  }

  async read(response: Response): Promise<string> {
    const { body } = response
    if (body === null) return ''
    if (typeof body?.getReader !== 'function') return this.#keep(await wholeText(response))

    const reader: ReadableStreamDefaultReader<Uint8Array | string> = body.getReader()
    this.#reader = reader
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return this.text
      if (typeof value !== 'string' && !ArrayBuffer.isView(value)) throw new TypeError('A body is of bytes.')
      size += value.length
      this.#chunks.push(value)
      if (size > largest) throw new AnswerTooLarge()
    }
  }

  #keep(text: string): string {
    this.#chunks.push(text)
    return text
  }

  /** Lets go of what has not been read. */
  async cancel(): Promise<void> {
    try {
      await this.#reader?.cancel()
    } catch {
      // It is over, or a stub's reader has no such method: nothing is lost by that.
    }
  }
}

/** Answers come in one piece nearly always, and decoding that costs a fraction of decoding a stream. */
function textOf(chunks: readonly (Uint8Array | string)[]): string {
  const [only] = chunks
  if (only === undefined) return ''
  if (chunks.length === 1) return typeof only === 'string' ? only : whole.decode(only)
  const decoder = new TextDecoder()
  let text = ''
  for (const chunk of chunks)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

/** React Native and many a stub have no stream; some stubs have an object alone. */
async function wholeText(response: Response): Promise<string> {
  const text =
    typeof response.text === 'function' ? await response.text() : JSON.stringify(await response.json())
  if (text.length > largest) throw new AnswerTooLarge()
  return text
}
