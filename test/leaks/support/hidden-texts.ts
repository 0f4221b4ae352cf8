/** A run of this many characters of a secret's random part counts as a leak. */
export const telling = 6

/** A quick search for texts that must not be seen, whole or in any run of six characters of their random parts. */
export class HiddenTexts {
  readonly #wholes: readonly string[]
  readonly #runs: ReadonlySet<string>
  readonly #blocks: readonly string[]

  /** @param secrets each with its random part, which is where a run counts */
  constructor(secrets: readonly { readonly text: string; readonly random: string }[]) {
    this.#wholes = secrets.map(({ text }) => text)
    const runs = secrets.flatMap(({ random }) => pieces(random, telling, 1))
    this.#runs = new Set(runs)
    // Every run holds one of these, and to look for them is quick.
    this.#blocks = [...new Set(secrets.flatMap(({ random }) => pieces(random, 4, telling - 4 + 1)))]
  }

  /** How a text shows one: nothing of what it shows. */
  leaksIn(text: string): ('whole' | 'run')[] {
    const forms = /%[0-9a-f]{2}|\\u[0-9a-f]{4}/i.test(text) ? [text, decoded(text)] : [text]
    const isIn = (part: string): boolean => forms.some((form) => form.includes(part))
    if (this.#wholes.some(isIn)) return ['whole']
    if (!this.#blocks.some(isIn)) return []
    return forms.some((form) => pieces(form, telling, 1).some((piece) => this.#runs.has(piece)))
      ? ['run']
      : []
  }
}

function pieces(text: string, length: number, step: number): string[] {
  const all: string[] = []
  for (let at = 0; at + length <= text.length; at += step) all.push(text.slice(at, at + length))
  return all
}

function fromHex(_: string, hex: string): string {
  return String.fromCodePoint(Number.parseInt(hex, 16))
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, fromHex).replaceAll(/\\u([0-9a-f]{4})/gi, fromHex)
}
