import { explainFault, type Known } from './faults/explain.js'
import { keepIn, loadContract } from './document/load-contract.js'
import { Texts } from './document/texts.js'
import type { Home } from './emit-imports.js'
import { generate, type GeneratedFiles } from './generate.js'
import type { JsonObject } from './json.js'
import { modelOf } from './model-of.js'
import type { Sources, VendorModel } from './model.js'
import { withoutCredentials } from './without-credentials.js'

/** What ends a generation, for a person: one line that says where and what, and the smallest fix where there is one. */
export class GenerationFault extends Error {
  override readonly name = 'GenerationFault'
  readonly fix: string | undefined

  constructor(message: string, fix: string | undefined, cause: unknown) {
    super(withoutCredentials(message), { cause })
    this.fix = fix === undefined ? undefined : withoutCredentials(fix)
  }
}

/** What a vendor's files are named by. */
export interface Vendor {
  /** What its factory is called, and how its environment variables begin where no other name is given. */
  readonly id: string
  readonly sources: Sources
}

/** Generates from a document and an overlay on disk or behind a URL. Throws a `GenerationFault`. */
export function generateFromFiles({ id, sources }: Vendor, home?: Home): Promise<GeneratedFiles> {
  return explained(sources, (document, overlay) => generate(id, document, overlay, sources, home))
}

/** A document and an overlay on disk or behind a URL, understood. Throws a `GenerationFault`. */
export function modelFromFiles({ id, sources }: Vendor): Promise<VendorModel> {
  return explained(sources, async (document, overlay) => modelOf(id, document, overlay, sources))
}

async function explained<T>(
  sources: Sources,
  use: (document: JsonObject, overlay: JsonObject) => Promise<T>,
): Promise<T> {
  let known: Known = { sources, texts: new Texts() }
  try {
    const overlay = await known.texts.load(sources.overlay)
    known = { ...known, overlay }
    const cut = { keep: keepIn(overlay), beside: overlay['actions'] }
    const { document, mounts } = await loadContract(sources.document, known.texts, cut)
    known = { ...known, document, mounts }
    return await use(document, overlay)
  } catch (error) {
    const fault = explainFault(error, known)
    throw fault === undefined ? error : new GenerationFault(fault.message, fault.fix, error)
  }
}
