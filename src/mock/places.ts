import type { Random } from '../emulator/random.js'
import type { RequestField, VendorModel } from '../generator/model.js'
import { madeText } from './shapes/made-text.js'

/** Values for the client's options besides the credential, in the shape of what they fill in. */
export function madeOptions({ root, operations }: VendorModel, random: Random): Record<string, string> {
  const fields = [...operations.values()].flatMap(({ request }) => request)
  const made: Record<string, string> = {}
  for (const [name, option] of Object.entries(root.options)) {
    // What a client does not need to be told, it is not.
    if (option.header !== undefined && option.env === undefined) continue
    const filled = fields.find(({ annotation }) => annotation?.option === name)
    const owner = option['default-for'] === undefined ? undefined : ownerField(fields)
    made[name] = madeText({ schema: (filled ?? owner)?.schema ?? {}, otherwise: `${name}_` }, random)
  }
  return made
}

function ownerField(fields: readonly RequestField[]): RequestField | undefined {
  return fields.find(({ annotation }) => annotation?.field === 'owner')
}
