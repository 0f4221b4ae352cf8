import { Secret } from '../../core/index.js'
import { connectionTo, namedConnection, type Connection, type ConnectionFlags } from '../connection.js'
import { exitOfFinding, type Diagnosis } from '../doctor/diagnosis.js'
import { diagnose } from '../doctor/diagnose.js'
import type { ExitCode } from '../exit-code.js'
import { usage } from '../failure.js'
import { kebabCase } from '../kebab-case.js'
import { findCredential } from '../secrets/credential.js'
import { environmentCredential } from '../secrets/environment-credentials.js'
import type { Session } from '../session.js'
import { printLines } from '../show-key.js'
import { jsonLine } from '../terminal/printable.js'
import { fields } from '../terminal/table.js'
import { vendorList } from '../vendor-list.js'

/** One vendor where one is named, else all; of all, those without a credential are told of and no fault. */
export async function doctor(session: Session, flags: ConnectionFlags): Promise<void> {
  const named = await namedConnection(flags, process.env)
  if (named === undefined) refuseUnnamed(flags)
  const connections =
    named === undefined
      ? vendorList.map((vendor) => connectionTo(vendor, {}, process.env, undefined))
      : [named]
  const set: Diagnosis[] = []
  for (const connection of connections) {
    const credential = await (named === undefined
      ? inEnvironment(connection)
      : findCredential(connection, flags))
    const diagnosis = await diagnose(connection, credential, session.signal)
    if (named !== undefined || diagnosis.finding !== 'no_credential') set.push(diagnosis)
    process.exitCode = exitOfAll(set)
    await print(diagnosis, session)
  }
}

/** What says how to reach one vendor would be meant for all alike: a credential for one must not be sent to another. */
function refuseUnnamed(flags: ConnectionFlags): void {
  const name = Object.keys(flags).find((each) => each !== 'config' && each !== 'json')
  if (name === undefined) return
  throw usage(`--${kebabCase(name)} is about one vendor: name it by --vendor or --profile. Nothing was sent.`)
}

/** Of all vendors nobody is asked for all credentials. */
function inEnvironment({ credentialEnv }: Connection): Secret | undefined {
  const value = environmentCredential(credentialEnv)
  return value === undefined ? undefined : new Secret(value)
}

/** By the first that is not fine; where no vendor has a credential, by that. */
function exitOfAll(set: readonly Diagnosis[]): ExitCode {
  const worst = set.find(({ finding }) => finding !== 'fine') ?? set[0]
  return exitOfFinding[worst?.finding ?? 'no_credential']
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
