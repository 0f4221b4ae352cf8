import type { Comparison } from '../../generator/drift/drifts-between.js'
import { withoutCredentials } from '../../generator/without-credentials.js'
import { exitCode } from '../exit-code.js'
import { usage } from '../failure.js'
import { fileOrAddress } from '../generator/file-or-address.js'
import { generatorFailure } from '../generator/generator-failure.js'
import type { Session } from '../session.js'
import { printLines } from '../show-key.js'
import type { Output } from '../terminal/output.js'
import { jsonLine } from '../terminal/printable.js'
import { paragraph } from '../terminal/table.js'

export interface DriftFlags {
  readonly contract?: string
  readonly spec: string
  readonly overlay?: string
  readonly failOn?: string
}

/** Says what a vendor's document says otherwise than the contract that a client was generated from. */
export async function drift({ out, json }: Session, flags: DriftFlags): Promise<void> {
  const { contract, overlay } = flags
  if (contract === undefined)
    throw usage('Compared with what? --contract <file>: the document that your client was generated from.')
  const files = {
    contract: fileOrAddress(contract),
    document: fileOrAddress(flags.spec),
    overlay: overlay === undefined ? undefined : fileOrAddress(overlay),
  }
  const { driftsBetween } = await import('../../generator/drift/drifts-between.js')
  try {
    const comparison = await driftsBetween(files)
    if (await isAtLeast(flags.failOn ?? 'worth-a-look', comparison)) process.exitCode = exitCode.refused
    await (json ? tellPrograms : tellPeople)(out, comparison, withoutCredentials(files.document))
  } catch (error) {
    throw generatorFailure(error)
  }
}

async function tellPrograms(out: Output, { drifts, obstacle }: Comparison): Promise<void> {
  const { levelOf } = await import('../../generator/drift/level.js')
  if (obstacle !== undefined)
    await out.line(jsonLine({ level: 'breaking', kind: 'overlay', message: obstacle }))
  for (const each of drifts) await out.line(jsonLine({ level: levelOf(each), ...each }))
}

async function tellPeople(out: Output, { drifts, obstacle }: Comparison, document: string): Promise<void> {
  const { reportDrifts, summaryOf } = await import('../../generator/drift/report.js')
  const summary = drifts.length === 0 ? 'says the same as the contract' : summaryOf(drifts)
  const told = [
    ...(obstacle === undefined ? [] : [`breaking: no client can be generated from it. ${obstacle}`]),
    `${document}: ${summary}`,
    ...reportDrifts(drifts),
  ]
  for (const line of told) await printLines(paragraph(line, out), out)
}

/** Whether something differs that is as bad as this, or worse. */
async function isAtLeast(level: string, { drifts, obstacle }: Comparison): Promise<boolean> {
  const { levelOf, levels } = await import('../../generator/drift/level.js')
  const bad = new Set(levels.slice(0, levels.findIndex((each) => each === level) + 1))
  return obstacle !== undefined || drifts.some((each) => bad.has(levelOf(each)))
}
