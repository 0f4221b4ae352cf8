import { basename, posix } from 'node:path'
import { usage } from '../failure.js'
import { fileOrAddress } from '../generator/file-or-address.js'
import { generatorFailure } from '../generator/generator-failure.js'
import { requireTypePackages } from '../generator/type-packages.js'
import type { Session } from '../session.js'
import { jsonLine } from '../terminal/printable.js'

export interface GenerateFlags {
  readonly spec: string
  readonly overlay?: string
  readonly out?: string
  readonly name?: string
  readonly check?: boolean
}

/** Writes a typed client from a vendor's document and an overlay, or says what is out of date. */
export async function generate(session: Session, flags: GenerateFlags): Promise<void> {
  const { overlay, out } = flags
  if (overlay === undefined)
    throw usage('Which overlay? --overlay <file>. `keymux generate --init --spec <file>` proposes one.')
  if (out === undefined) throw usage('Where shall the client go? --out src/keys/<vendor>')
  const id = nameOf(flags.name ?? basename(posix.normalize(out)))
  requireTypePackages(process.cwd())
  const { generateFromFiles } = await import('../../generator/generate-from-files.js')
  const { staleIn, writeInto } = await import('../../generator/write-files.js')
  const sources = { document: fileOrAddress(flags.spec), overlay: fileOrAddress(overlay) }
  try {
    const files = await generateFromFiles({ id, sources }, 'package')
    const stale = await staleIn(out, files)
    if (flags.check !== true && stale.length > 0) await writeInto(out, files)
    if (flags.check === true && stale.length > 0) process.exitCode = 1
    await report(session, { out, stale, all: Object.keys(files), isCheck: flags.check === true })
  } catch (error) {
    throw generatorFailure(error)
  }
}

interface Outcome {
  readonly out: string
  readonly stale: readonly string[]
  readonly all: readonly string[]
  readonly isCheck: boolean
}

async function report({ out: stdout, json }: Session, { out, stale, all, isCheck }: Outcome): Promise<void> {
  const what = isCheck ? 'differs' : 'written'
  for (const name of all) {
    const file = posix.join(out, name)
    const state = stale.includes(name) ? what : 'fresh'
    if (json) await stdout.line(jsonLine({ file, state }))
    else if (state === 'differs')
      await stdout.line(`${file}: differs from a fresh generation. Run keymux generate without --check.`)
    else if (state === 'written') await stdout.line(`${file}: written`)
  }
  if (!json && stale.length === 0) await stdout.line(`${out} is up to date.`)
}

/** Of `acme-eu` the factory is `acmeEu()`. */
function nameOf(text: string): string {
  const name = text.replaceAll(/-+([a-z\d])/gi, (_, letter: string) => letter.toUpperCase())
  if (/^[a-z][A-Za-z\d]*$/.test(name)) return name
  throw usage(`The client cannot be called ${JSON.stringify(text)}. Pass --name, such as --name acme.`)
}
