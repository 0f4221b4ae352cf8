/** No vendor's answer comes near this; a proxy's error page or an attack might. */
const largest = 10 * 1024 * 1024

/** Thrown when an answer is larger than keymux is willing to hold. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'

  constructor() {
    super(`The answer is larger than ${largest / 1024 / 1024} MiB.`)
  }
}

/**
 * The body of an answer as text, read once and never more than 10 MiB of it. UTF-8 whatever the header says: JSON has no
 * other. What has come so far stays in `text` when the rest does not come: a secret may be in it.
 */
export class ReceivedText {
  text = ''
  #reader: ReadableStreamDefaultReader<Uint8Array | string> | undefined

  async read(response: Response): Promise<string> {
    const { body } = response
    if (body === null) return ''
    if (typeof body?.getReader !== 'function') return (this.text = await wholeText(response))

    const decoder = new TextDecoder()
    const reader: ReadableStreamDefaultReader<Uint8Array | string> = body.getReader()
    this.#reader = reader
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return (this.text += decoder.decode())
      size += value.length
      this.text += typeof value === 'string' ? value : decoder.decode(value, { stream: true })
      if (size > largest) throw new AnswerTooLarge()
    }
  }

  /** Lets go of what has not been read. */
  cancel(): void {
    void this.#reader?.cancel().catch(() => undefined)
  }
}

/** React Native and many a stub have no stream; some stubs have an object alone. */
async function wholeText(response: Response): Promise<string> {
  const text =
    typeof response.text === 'function' ? await response.text() : JSON.stringify(await response.json())
  if (text.length > largest) throw new AnswerTooLarge()
  return text
}
