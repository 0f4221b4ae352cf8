import { connectionOf, connectionTo, type Connection, type ConnectionFlags } from '../connection.js'
import { exitOfFinding, type Diagnosis } from '../doctor/diagnosis.js'
import { diagnose } from '../doctor/diagnose.js'
import { findCredential } from '../secrets/credential.js'
import { environmentCredential } from '../secrets/environment-credentials.js'
import type { Session } from '../session.js'
import { printLines } from '../show-key.js'
import { jsonLine } from '../terminal/printable.js'
import { fields } from '../terminal/table.js'
import { vendorList } from '../vendor-list.js'

/** One vendor where one is named, else all; of all, those without a credential are told of and no fault. */
export async function doctor(session: Session, flags: ConnectionFlags): Promise<void> {
  const isNamed = Boolean(
    flags.vendor ?? flags.profile ?? process.env['KEYMUX_VENDOR'] ?? process.env['KEYMUX_PROFILE'],
  )
  const connections = isNamed
    ? [await connectionOf(flags, process.env)]
    : vendorList.map((vendor) => connectionTo(vendor, {}, process.env, undefined))
  const diagnoses: Diagnosis[] = []
  for (const connection of connections) {
    const diagnosis = await diagnose(
      connection,
      await credentialOf(connection, flags, isNamed),
      session.signal,
    )
    diagnoses.push(diagnosis)
    await print(diagnosis, session)
  }
  const set = diagnoses.filter(({ finding }) => isNamed || finding !== 'no_credential')
  const worst = set.find(({ finding }) => finding !== 'fine') ?? set[0] ?? diagnoses[0]
  process.exitCode = worst === undefined ? 0 : exitOfFinding[worst.finding]
}

/** Of four vendors nobody is asked for four credentials. */
async function credentialOf(
  connection: Connection,
  flags: ConnectionFlags,
  isNamed: boolean,
): ReturnType<typeof findCredential> {
  if (isNamed || environmentCredential(connection.credentialEnv) !== undefined)
    return findCredential(connection, flags)
  return undefined
}

async function print(diagnosis: Diagnosis, { out, json }: Session): Promise<void> {
  if (json) return out.line(jsonLine(diagnosis))
  const { vendor, finding, message, next, works, fails, clockAheadSeconds } = diagnosis
  const { green, red, yellow, bold } = out.colours
  const paint = finding === 'fine' ? green : finding === 'no_credential' ? yellow : red
  const lines: (readonly [string, string])[] = [
    ['saw', message],
    ['do', next],
    ...(works.length > 0 ? [['works', works.join(', ')] as const] : []),
    ...(fails.length > 0 ? [['fails', fails.join(', ')] as const] : []),
    ...(clockAheadSeconds === null
      ? []
      : [['clock', `${clockAheadSeconds} s ahead of the vendor's`] as const]),
  ]
  await out.line(`${bold(vendor)}  ${paint(finding.replaceAll('_', ' '))}`)
  await printLines(
    fields(lines, { ...out, columns: out.columns - 2 }).map((line) => `  ${line}`),
    out,
  )
}
