import { isAddress, parseText, readText } from '../load.js'
import type { JsonObject } from '../json.js'

/** The files that a generation reads. Their texts are kept for the messages that name a line. */
export class Texts {
  readonly #texts = new Map<string, string>()
  readonly #parsed = new Map<string, JsonObject>()

  /** The file as an object of its own, read once. Throws one line where it cannot be read or is no YAML. */
  async load(file: string): Promise<JsonObject> {
    const present = this.#parsed.get(file)
    if (present !== undefined) return present
    const text = await readText(file)
    this.#texts.set(file, text)
    const parsed = parseText(text, file)
    this.#parsed.set(file, parsed)
    return parsed
  }

  /** Undefined for a file that was not read. */
  textOf(file: string): string | undefined {
    return this.#texts.get(file)
  }

  /** What was loaded of a file; undefined for one that was not. */
  parsed(file: string): JsonObject | undefined {
    return this.#parsed.get(file)
  }

  isRemote(file: string): boolean {
    return isAddress(file)
  }
}
