import type { Mount } from '../document/bundle.js'
import { isSwagger, pointerInSwagger } from '../document/dialect.js'
import { pointerOf } from '../document/pointers.js'
import { positionOf } from '../document/position.js'
import type { Texts } from '../document/texts.js'
import { GenerationError, UnreadableError } from '../generation-error.js'
import type { JsonObject } from '../json.js'
import type { Sources } from '../model.js'
import { pointerInDocument, pointerInOverlay, selected } from './locate.js'

/** All that is known when a generation ends: as much of it as there was by then. */
export interface Known {
  readonly sources: Sources
  readonly texts: Texts
  readonly overlay?: JsonObject | undefined
  readonly document?: JsonObject | undefined
  readonly mounts?: readonly Mount[] | undefined
}

/** One message for a person: where it is, what is wrong there, and the smallest fix. */
export interface Fault {
  /** `acme.overlay.yaml:12:5 (#/actions/3): … selects nothing in the document.` */
  readonly message: string
  readonly fix: string | undefined
}

/** What a generation ended with, for a person; undefined where it is none of its own errors. */
export function explainFault(error: unknown, known: Known): Fault | undefined {
  if (error instanceof UnreadableError) return { message: error.message, fix: undefined }
  if (!(error instanceof GenerationError)) return undefined
  const { file, pointer } = placeOf(error, known)
  const text = known.texts.textOf(file)
  const position = text === undefined || pointer === undefined ? undefined : positionOf(text, pointer)
  const where =
    position === undefined ? file : `${file}:${position.line}:${position.column} (#${position.pointer})`
  const what = error.path.startsWith('#') ? error.reason : `${error.path}: ${error.reason}`
  return { message: `${where}: ${what}`, fix: wasCut(error, known) ?? error.fix }
}

/** A target that leads into what was cut off, since no path that is kept uses it. */
function wasCut({ path, reason }: GenerationError, { texts, sources }: Known): string | undefined {
  const [, target] = /^actions\[\d+\] (.*)$/.exec(path) ?? []
  const whole = texts.parsed(sources.document)
  if (target === undefined || whole === undefined || !reason.startsWith('selects nothing')) return undefined
  return selected(whole, target).length === 0
    ? undefined
    : 'The document has it, but no path that `keep` names leads to it.'
}

interface Place {
  readonly file: string
  readonly pointer: string | undefined
}

function placeOf({ file, path, reason }: GenerationError, known: Known): Place {
  const { sources, overlay, document, mounts = [] } = known
  if (file === sources.overlay) {
    const pointer = overlay && pointerInOverlay(overlay, document, path)
    return { file, pointer: pointer === undefined ? undefined : pointer + attributeIn(reason) }
  }
  if (file !== sources.document || document === undefined)
    return { file, pointer: path.startsWith('#') ? path.slice(1) : undefined }
  const pointer = pointerInDocument(document, path)
  return pointer === undefined
    ? { file, pointer }
    : beforeBundling(file, pointer, mounts, isFromSwagger(known))
}

function isFromSwagger({ texts, sources }: Known): boolean {
  return isSwagger(texts.parsed(sources.document) ?? {})
}

/** Of `x-keymux.credential: does not know tokn` the pointer from the annotation on. */
function attributeIn(reason: string): string {
  const [, path = '', unknown] = /^x-keymux((?:\.[\w-]+)*):(?: does not know ([\w-]+))?/.exec(reason) ?? []
  const steps = path.split('.').slice(1)
  return pointerOf(unknown === undefined ? steps : [...steps, unknown])
}

/** What was put into the document stands in a file of its own. */
function beforeBundling(
  file: string,
  pointer: string,
  mounts: readonly Mount[],
  fromSwagger: boolean,
): Place {
  const mount = mounts
    .filter((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`))
    .toSorted((one, other) => other.pointer.length - one.pointer.length)[0]
  return mount === undefined
    ? { file, pointer: fromSwagger ? pointerInSwagger(pointer) : pointer }
    : { file: mount.file, pointer: mount.at + pointer.slice(mount.pointer.length) }
}
