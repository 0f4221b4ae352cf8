import { readdir } from 'node:fs/promises'
import type { ErrorCode } from '../../src/core/error-codes.js'
import { loadDocument } from '../../src/generator/load.js'
import { rootAnnotation } from '../../src/generator/root-annotation.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/generator/json.js'

/** What a vendor's overlay says of one error code. */
export interface Cause {
  readonly vendor: string
  /** The vendor's own codes; `*` stands for any text. */
  readonly vendorCodes: readonly string[]
  readonly advice: string | undefined
}

/** Reads from the overlays, vendor by vendor, what each code is there. */
export async function readCauses(): Promise<(code: ErrorCode) => Cause[]> {
  const overlays = (await readdir('specs')).toSorted().map((id) => `specs/${id}/overlay.yaml`)
  const roots = await Promise.all(
    overlays.map(async (file) => rootAnnotation(file, rootOf(await loadDocument(file)))),
  )
  return (code) =>
    roots
      .map(({ vendor, errors, advice }) => ({
        vendor,
        vendorCodes: Object.keys(errors.codes).filter((vendorCode) => errors.codes[vendorCode] === code),
        advice: advice[code],
      }))
      .filter((cause) => cause.vendorCodes.length > 0 || cause.advice !== undefined)
}

function rootOf(overlay: JsonObject): JsonValue | undefined {
  const actions = Array.isArray(overlay['actions']) ? overlay['actions'].filter(isJsonObject) : []
  const update = actions.find(({ target }) => target === '$')?.['update']
  return isJsonObject(update) ? update['x-keymux'] : undefined
}
