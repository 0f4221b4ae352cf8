import type { CreateKeyInput } from 'keymux'
import type { Fault } from 'keymux/emulator'
import { environmentOf, type VendorId } from '../world/vendors.js'
import { literal } from './literal.js'

/** `create` as an app would call it. */
export function createCode(vendor: VendorId, input: CreateKeyInput): string {
  return lines(
    importOf(vendor),
    '',
    clientFromEnvironment(vendor),
    `const created = await keys.create(${literal(input)})`,
    '',
    'console.log(created.id, created.secret.hint) // created.secret.reveal() is the one way to the secret',
  )
}

/** A fault as a test would have it, and how to settle what it leaves. */
export function faultCode(
  vendor: VendorId,
  input: CreateKeyInput,
  fault: Fault,
  marker: 'name' | undefined,
): string {
  const options = marker === undefined ? '' : `, { marker: 'name' }`
  return lines(
    "import { KeymuxError } from 'keymux'",
    "import { createEmulator } from 'keymux/emulator'",
    importOf(vendor),
    '',
    'const emulator = createEmulator()',
    `const keys = ${vendor}({ ...emulator.credentials.${vendor}, fetch: emulator.fetch${baseUrlOf(vendor)} })`,
    `emulator.faults.add(${literal(fault)})`,
    '',
    'try {',
    indent(`const created = await keys.create(${literal(input)}${options})`),
    '  console.log(created.id, created.warnings)',
    '} catch (error) {',
    '  if (!KeymuxError.is(error) || error.reconcile === undefined) throw error',
    '  const settled = await error.reconcile() // no key is left that nobody holds',
    '  console.log(settled.status)',
    '}',
  )
}

export function verifyCode(vendor: VendorId, scopes: readonly string[]): string {
  const options = scopes.length === 0 ? '' : `, { scopes: ${literal(scopes)} }`
  return lines(
    importOf(vendor),
    '',
    clientFromEnvironment(vendor),
    "const presented = process.env.PRESENTED_KEY ?? ''",
    `const verdict = await keys.verify(presented${options})`,
    '',
    'console.log(verdict.valid ? verdict.key.id : verdict.reason)',
  )
}

export function rotateCode(vendor: VendorId, id: string, overlap: string): string {
  return lines(
    importOf(vendor),
    '',
    clientFromEnvironment(vendor),
    `const { secret, previous } = await keys.rotate(${literal(id)}, { overlap: ${literal(overlap)} })`,
    '',
    'console.log(secret.hint, previous.validUntil, previous.plan)',
  )
}

export function revokeCode(vendor: VendorId, id: string): string {
  return lines(
    importOf(vendor),
    '',
    clientFromEnvironment(vendor),
    `const { already } = await keys.revoke(${literal(id)})`,
    '',
    'console.log(already)',
  )
}

/** A migration as a script would do it. */
export function migrateCode(from: VendorId, to: VendorId, strategy: 'preserve' | 'reissue'): string {
  const more = strategy === 'reissue' ? ", strategy: 'reissue'" : ''
  return lines(
    `import { ${from} } from 'keymux/${from}'`,
    "import { ageDelivery, planMigration, runMigration } from 'keymux/migrate'",
    importOf(to),
    '',
    `const plan = await planMigration({ from: ${from}(), to: ${to}()${more} }) // reads only`,
    'console.log(String(plan))',
    '',
    "const recipients = [process.env.AGE_RECIPIENT ?? '']",
    "const deliver = await ageDelivery({ recipients, file: 'new-keys.age' })",
    `const journal = '${from}-to-${to}.journal' // the same one goes on where a run was stopped`,
    'const report = await runMigration(plan, { journal, deliver })',
    'await deliver.close()',
    'console.log(String(report))',
  )
}

function importOf(vendor: VendorId): string {
  return `import { ${vendor} } from 'keymux/${vendor}'`
}

function clientFromEnvironment(vendor: VendorId): string {
  return `const keys = ${vendor}() // ${environmentOf(vendor)}`
}

/** Flow alone has no host that is known. */
function baseUrlOf(vendor: VendorId): string {
  return vendor === 'flow' ? ", baseUrl: 'https://flow.test'" : ''
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}
