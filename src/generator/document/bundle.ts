import { posix } from 'node:path'
import { setOwnField } from '../../core/own-field.js'
import { GenerationError } from '../generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { stepsOf } from '../json-pointer.js'
import { isSwagger } from './dialect.js'
import { pointerOf, valueAt } from './pointers.js'
import { isData, kindAt, type Kind } from './reference-kind.js'
import type { Texts } from './texts.js'

/** What stands at a pointer of the bundled document was read at another pointer of another file. */
export interface Mount {
  readonly pointer: string
  readonly file: string
  readonly at: string
}

/** A `$ref`, the object that holds it, and where that stands: in its file, and in the bundled document. */
interface Found {
  readonly holder: JsonObject
  readonly file: string
  readonly at: readonly string[]
  readonly pointer: readonly string[]
}

/**
 * Makes one document of several files: what a `$ref` from `roots` leads to in another file becomes a component, named as it is
 * there. Changes the document in place. Nothing is fetched: a `$ref` to another host ends the generation.
 */
export async function bundle(
  document: JsonObject,
  file: string,
  texts: Texts,
  roots: readonly string[],
): Promise<Mount[]> {
  const bundler = new Bundler(document, file, texts)
  await bundler.follow(roots)
  return bundler.mounts
}

class Bundler {
  readonly mounts: Mount[] = []
  readonly #document: JsonObject
  readonly #file: string
  readonly #texts: Texts
  /** What is in the document already: its file and pointer there, and its pointer here. */
  readonly #placed = new Map<string, string>()
  readonly #open: Found[] = []

  constructor(document: JsonObject, file: string, texts: Texts) {
    this.#document = document
    this.#file = file
    this.#texts = texts
  }

  async follow(roots: readonly string[]): Promise<void> {
    for (const root of roots) this.#collectOnce(root)
    for (let found = this.#open.pop(); found !== undefined; found = this.#open.pop()) {
      const reference = String(found.holder['$ref'])
      const [path = '', fragment = ''] = reference.split(/#(.*)/s)
      const file = path === '' ? found.file : this.#fileOf(path, found)
      if (file === this.#file) this.#within(found, fragment)
      else await this.#mount(found, file, fragment)
    }
  }

  #within({ holder }: Found, fragment: string): void {
    const pointer = decoded(fragment)
    holder['$ref'] = `#${pointer}`
    this.#collectOnce(pointer)
  }

  /** What is referred to is walked once, so that only what is used is read. */
  #collectOnce(pointer: string): void {
    const key = `${this.#file}#${pointer}`
    if (this.#placed.has(key)) return
    this.#placed.set(key, pointer)
    const steps = stepsOf(pointer)
    const value = valueAt(this.#document, steps)
    if (value !== undefined) this.#collect(value, { file: this.#file, at: steps, pointer: steps })
  }

  #collect(node: JsonValue, place: Omit<Found, 'holder'>): void {
    if (Array.isArray(node))
      return node.forEach((item, index) => this.#collect(item, below(place, `${index}`)))
    if (!isJsonObject(node)) return
    if (typeof node['$ref'] === 'string' && place.at.at(-1) !== 'properties')
      this.#open.push({ ...place, holder: node })
    const holder = place.at.at(-1)
    for (const [name, value] of Object.entries(node))
      if (!isData(name, holder) && !name.startsWith('x-')) this.#collect(value, below(place, name))
  }

  #fileOf(path: string, found: Found): string {
    const at = pointerOf(found.at)
    const isElsewhere = /^[a-z][a-z\d+.-]*:/i.test(path) || path.startsWith('//')
    if (isElsewhere || this.#texts.isRemote(found.file))
      throw new GenerationError(
        found.file,
        `#${at}`,
        `$ref ${String(found.holder['$ref'])} leads to another host, and nothing is fetched that was not asked for`,
        'Save what it leads to in a file beside this one, and refer to that by its relative path.',
      )
    return posix.isAbsolute(path) ? path : posix.join(posix.dirname(found.file), decoded(path))
  }

  async #mount(found: Found, file: string, fragment: string): Promise<void> {
    const at = decoded(fragment)
    const key = `${file}#${at}`
    const placed = this.#placed.get(key)
    if (placed !== undefined) {
      found.holder['$ref'] = `#${placed}`
      return
    }
    const value = structuredClone(await this.#valueIn(file, at, found))
    const kind = kindAt(found.at)
    const isInline = kind === 'pathItems' || (isJsonObject(value) && isOwnComponent(found.pointer))
    const steps = isInline ? found.pointer : this.#free(kind, nameOf(file, at))
    const place = { file, at: stepsOf(at), pointer: steps }
    if (isInline && isJsonObject(value)) put(found.holder, value)
    else this.#add(steps, value)
    this.mounts.push({ pointer: pointerOf(steps), file, at })
    this.#placed.set(key, pointerOf(steps))
    if (!isInline) found.holder['$ref'] = `#${pointerOf(steps)}`
    this.#collect(isInline ? found.holder : value, place)
  }

  async #valueIn(file: string, at: string, found: Found): Promise<JsonValue> {
    const loaded = await this.#texts.load(file).catch((error: unknown) => {
      if (!(error instanceof Error) || !error.message.endsWith('(ENOENT)')) throw error
      const reason = `$ref ${String(found.holder['$ref'])} leads to no file: there is no ${file}`
      throw new GenerationError(
        found.file,
        `#${pointerOf(found.at)}`,
        reason,
        'Put the file there, or mend the path.',
      )
    })
    const value = valueAt(loaded, stepsOf(at))
    if (value !== undefined) return value
    const reason = `$ref ${String(found.holder['$ref'])} leads nowhere: ${file} has no #${at}`
    throw new GenerationError(found.file, `#${pointerOf(found.at)}`, reason)
  }

  /** A place among the components that nothing else has. */
  #free(kind: Kind, name: string): string[] {
    const container = isSwagger(this.#document)
      ? [kind === 'schemas' ? 'definitions' : kind]
      : ['components', kind]
    for (let count = 1; ; count += 1) {
      const steps = [...container, count === 1 ? name : `${name}${count}`]
      if (valueAt(this.#document, steps) === undefined) return steps
    }
  }

  #add(steps: readonly string[], value: JsonValue): void {
    let holder = this.#document
    for (const step of steps.slice(0, -1)) {
      const next = holder[step]
      holder = isJsonObject(next) ? next : (holder[step] = {})
    }
    setOwnField(holder, steps.at(-1) ?? '', value)
  }
}

/** `components.schemas.Key: { $ref: key.yaml }`: the document has given it a name. */
function isOwnComponent(pointer: readonly string[]): boolean {
  return pointer.length === 3 && pointer[0] === 'components'
}

/** What stands beside a `$ref` goes on top of what it leads to. */
function put(holder: JsonObject, value: JsonObject): void {
  const { $ref: _, ...beside } = holder
  delete holder['$ref']
  for (const [name, each] of Object.entries({ ...value, ...beside })) setOwnField(holder, name, each)
}

function below<Place extends Omit<Found, 'holder'>>(place: Place, step: string): Place {
  return { ...place, at: [...place.at, step], pointer: [...place.pointer, step] }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** `Key` of `shared.yaml#/schemas/Key`, and of `schemas/Key.yaml`. */
function nameOf(file: string, at: string): string {
  const name = stepsOf(at).at(-1) ?? posix.basename(file).replace(/\.[^.]*$/, '')
  return name.replaceAll(/[^\w.-]+/g, '_')
}
