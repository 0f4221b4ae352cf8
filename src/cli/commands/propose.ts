import { writeFile } from 'node:fs/promises'
import type { Proposed } from '../../generator/propose/propose.js'
import { withoutCredentials } from '../../generator/without-credentials.js'
import { trouble, usage } from '../failure.js'
import { fileOrAddress } from '../generator/file-or-address.js'
import { generatorFailure } from '../generator/generator-failure.js'
import type { Session } from '../session.js'
import { jsonLine, printable } from '../terminal/printable.js'

export interface ProposeFlags {
  readonly spec: string
  readonly overlay?: string
  readonly out?: string
  readonly name?: string
  readonly check?: boolean
}

/** Proposes an overlay for a vendor's document, and says what the document does not tell. */
export async function propose(session: Session, flags: ProposeFlags): Promise<void> {
  if (flags.check === true || flags.out !== undefined)
    throw usage('With --init there is no --check and no --out: first the overlay, then the client.')
  const { proposeOverlay } = await import('../../generator/propose/propose.js')
  let proposed: Proposed
  try {
    proposed = await proposeOverlay(fileOrAddress(flags.spec), flags.name)
  } catch (error) {
    throw generatorFailure(error)
  }
  if (flags.overlay !== undefined) await write(flags.overlay, proposed.text)
  await (session.json ? tellPrograms : tellPeople)(session, proposed, flags)
}

async function tellPrograms(
  { out }: Session,
  { text, operations, open, obstacle }: Proposed,
  { overlay }: ProposeFlags,
): Promise<void> {
  const where = overlay === undefined ? { text } : { overlay }
  await out.line(jsonLine({ ...where, operations, open, obstacle }))
}

async function tellPeople(
  { out, err }: Session,
  { text, operations, open, obstacle }: Proposed,
  { spec, overlay }: ProposeFlags,
): Promise<void> {
  if (overlay === undefined) for (const line of text.trimEnd().split('\n')) await out.line(printable(line))
  else await out.line(`${printable(overlay)}: written`)
  for (const { kind, method, path } of operations)
    await err.line(printable(`  ${kind.padEnd(8)} ${method.padEnd(6)} ${path}`))
  if (open.length > 0) await err.line('\nWhat the document does not tell:')
  for (const question of open) await err.line(printable(`  - ${question}`))
  const guesses = text.split('\n').filter((line) => /# guess:/.test(line)).length
  await err.line('')
  if (guesses > 0)
    await err.line(`${guesses} guesses are marked in it: read each against the vendor's documentation.`)
  if (obstacle !== undefined) await err.line(printable(`No client can be generated yet. ${obstacle}`))
  else if (overlay !== undefined)
    await err.line(
      printable(
        `Next: keymux generate --spec ${withoutCredentials(spec)} --overlay ${overlay} --out src/keys/<vendor>`,
      ),
    )
}

/** A person's work is never overwritten. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST')
      throw usage(`${file} is there already and is not overwritten. Give another name as --overlay.`)
    throw trouble(`${file} cannot be written (${String(code)}).`)
  }
}
