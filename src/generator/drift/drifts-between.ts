import { keepIn, loadContract } from '../document/load-contract.js'
import { Texts } from '../document/texts.js'
import { GenerationFault, modelFromFiles } from '../generate-from-files.js'
import { matcherOf } from '../keep.js'
import { entries } from '../model.js'
import { compareContracts } from './compare-contracts.js'
import type { Drift } from './drift.js'

export interface Compared {
  /** The document that a client was generated from: a file, or a URL. */
  readonly contract: string
  /** The vendor's document as it is now: a file, or a URL. */
  readonly document: string
  /** With it only the paths that it keeps are compared, and it is applied to the vendor's document. */
  readonly overlay?: string | undefined
}

export interface Comparison {
  readonly drifts: readonly Drift[]
  /** Why no client can be generated from the vendor's document any more, in one line. */
  readonly obstacle: string | undefined
}

/** What a vendor's document says otherwise than the contract, in any version of OpenAPI. Throws one line. */
export async function driftsBetween({ contract, document, overlay }: Compared): Promise<Comparison> {
  const texts = new Texts()
  const keep = overlay === undefined ? undefined : keepIn(await texts.load(overlay))
  const ours = await loadContract(contract, texts, { keep })
  const paths = entries(ours.document['paths']).map(([path]) => path)
  const isOurs = matcherOf(paths)
  const present = entries((await texts.load(document))['paths']).map(([path]) => path)
  const theirs = await loadContract(document, texts, { keep: present.filter(isOurs) })
  return {
    drifts: compareContracts(ours.document, theirs.document),
    obstacle: overlay === undefined ? undefined : await obstacleOf(document, overlay),
  }
}

async function obstacleOf(document: string, overlay: string): Promise<string | undefined> {
  try {
    await modelFromFiles({ id: 'vendor', sources: { document, overlay } })
    return undefined
  } catch (error) {
    if (!(error instanceof GenerationFault)) throw error
    return error.message
  }
}
