import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { faultKinds, type Fault } from 'keymux/emulator'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  createCode,
  faultCode,
  migrateCode,
  revokeCode,
  rotateCode,
  verifyCode,
} from '../../playground/src/code/snippets.js'
import { firstValues, type FormValues, inputOf } from '../../playground/src/form/key-form.js'
import { faultGroups } from '../../playground/src/world/fault-buttons.js'
import { clientOf, type VendorId, vendorIds } from '../../playground/src/world/vendors.js'
import { createEmulator } from 'keymux/emulator'

const emulator = createEmulator({ seed: 1 })
const first = firstValues(emulator.credentials.clerk.subject)

/** What people type: nothing but a name, everything, and what has to be escaped. */
const forms: Readonly<Record<string, FormValues>> = {
  full: first,
  bare: { ...first, metadata: '', scopes: '', description: '', expiresAt: '', prefix: '', enabled: '' },
  odd: {
    ...first,
    name: `It's "odd" \\ \${name}`,
    metadata: `__proto__=x, it's=\`y\`, a-b=1, flag, constructor=z`,
    description: 'one */ two // three',
    enabled: 'no',
  },
}

const canVerify = (vendor: VendorId): boolean => capabilities(vendor).verify !== 'none'
const capabilities = (vendor: VendorId): ReturnType<typeof clientOf>['capabilities'] =>
  clientOf(vendor, emulator.credentials, {}).capabilities

/** Every snippet that the page can show, by what it shows. */
function snippets(): [name: string, code: string][] {
  const ofVendor = vendorIds.flatMap((vendor): [string, string][] => [
    ...Object.entries(forms).map(([form, values]): [string, string] => [
      `${vendor}-create-${form}`,
      createCode(vendor, inputOf(values, capabilities(vendor))),
    ]),
    ...faultKinds
      .filter((kind) => vendor === 'unkey' || kind === 'slow')
      .map((kind): [string, string] => [
        `${vendor}-fault-${kind}`,
        faultCode(
          vendor,
          inputOf(first, capabilities(vendor)),
          { kind, vendor, operation: 'create' } as Fault,
          'name',
        ),
      ]),
    ...(canVerify(vendor) ? [[`${vendor}-verify`, verifyCode(vendor, ['read'])] as [string, string]] : []),
    [`${vendor}-rotate`, rotateCode(vendor, 'key_1', '24h')],
    [`${vendor}-revoke`, revokeCode(vendor, 'key_1')],
  ])
  const migrations = vendorIds.flatMap((from) =>
    vendorIds
      .filter((to) => to !== from)
      .flatMap((to) =>
        (from === 'unkey' ? (['preserve', 'reissue'] as const) : (['preserve'] as const)).map(
          (strategy): [string, string] => [`${from}-${to}-${strategy}`, migrateCode(from, to, strategy)],
        ),
      ),
  )
  return [...ofVendor, ...migrations]
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join('test', 'docs', '.samples-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the code that the playground gives', () => {
  it('compiles under the strictest settings, all of it', { timeout: 120_000 }, async () => {
    const files = await Promise.all(
      snippets().map(async ([name, code]) => {
        const file = join(folder, `${name}.ts`)
        await writeFile(file, `${code}\nexport {}\n`)
        return file
      }),
    )
    expect(files.length).toBeGreaterThan(50)
    const { config } = ts.readConfigFile('tsconfig.json', (file) => ts.sys.readFile(file)) as {
      config: object
    }
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
    const program = ts.createProgram(files, {
      ...options,
      noPropertyAccessFromIndexSignature: false,
      isolatedDeclarations: false,
      declaration: false,
    })
    // Only of the snippets: the library is checked elsewhere.
    const found = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
    const problems = found.map(({ file, messageText }) => ({
      file: file && relative(folder, file.fileName),
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }))
    expect(problems).toEqual([])
  })

  it.each(vendorIds)('does at %s what it says, fault and all', async (vendor) => {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const input = inputOf(first, capabilities(vendor))
    const code = faultCode(vendor, input, { kind: 'lost-response', vendor, operation: 'create' }, 'name')
    const file = join(folder, `run-${vendor}.ts`)
    await writeFile(file, `${code}\nexport {}\n`)
    await import(/* @vite-ignore */ `../../${file}`)
    expect(printed.mock.calls).toEqual([[vendor === 'clerk' ? 'recovered' : 'revoked']])
    printed.mockRestore()
  })
})

it('has a button for every fault of the emulator', () => {
  const kinds = faultGroups.flatMap(({ faults }) => faults.map(({ kind }) => kind))
  expect(kinds.toSorted()).toEqual([...faultKinds].toSorted())
})
