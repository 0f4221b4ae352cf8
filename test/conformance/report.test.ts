import { expect, it } from 'vitest'
import { conformance, formatReport } from 'keymux/conformance'
import { acmeSubject, type Fault } from './support/subject.js'

/** Fails with all that it knows in its words. */
const loud =
  (known: string[]): Fault =>
  (good, credential) => ({
    create: async (input, options) => {
      const { secret } = await good.create(input, options)
      known.push(credential, secret.reveal())
      throw new Error(`No luck with ${credential} and ${secret.reveal()}.`, { cause: new Error(credential) })
    },
  })

const withoutVerify: Fault = (good) => ({
  capabilities: Object.freeze({ ...good.capabilities, verify: 'none' }),
  can: ((operation) => operation !== 'verify') as typeof good.can,
})

it('lists every operation, with what is native, emulated and absent', async () => {
  const text = formatReport(await conformance(acmeSubject(withoutVerify)).run())
  expect(text).toMatch(/^acme breaks \d+ of \d+ rules$/m)
  for (const operation of ['create', 'get', 'list', 'update', 'revoke', 'delete', 'recover', 'import'])
    expect(text).toMatch(new RegExp(`^ {2}${operation} +native +\\d+ passed`, 'm'))
  expect(text).toMatch(/^ {2}rotate +emulated +9 passed$/m)
  expect(text).toMatch(/^ {2}verify +none +9 absent$/m)
})

it('says what is absent, and checks the rest', async () => {
  const { checks, capabilities, vendor } = await conformance(acmeSubject(withoutVerify)).run()
  expect([vendor, capabilities.verify]).toEqual(['acme', 'none'])
  expect(checks.find(({ name }) => name === 'verify: a revoked key is not valid')).toEqual({
    name: 'verify: a revoked key is not valid',
    about: 'verify',
    outcome: 'absent',
    message: 'The vendor has no verify.',
  })
  expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual([
    'client: it refuses what the vendor cannot do before any request',
  ])
})

it('says once what breaks many rules', async () => {
  const suite = conformance(
    acmeSubject(() => ({
      get: async () => {
        throw new TypeError('data is undefined')
      },
    })),
  )
  const text = formatReport(await suite.run())
  expect(text.match(/^ {4}The client threw TypeError where it must not: data is undefined$/gm)).toHaveLength(
    1,
  )
  expect(text.match(/^ {2}✗ get: /gm)).toHaveLength(5)
})

it('has a check of its own for each rule, and none for what is absent', () => {
  const { checks } = conformance(acmeSubject(withoutVerify))
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length)
  expect(checks.filter(({ about }) => about === 'verify')).toEqual([])
})

it('says which value the subject has to give', async () => {
  const { values: _, ...subject } = acmeSubject()
  const { checks } = await conformance(subject).run()
  expect(checks.find(({ name }) => name === 'create: what it is told comes back')?.message).toBe(
    'The vendor takes `owner`, and the checks have no value for it: give one in `values` of the subject.',
  )
})

it('shows no secret, whatever the provider throws', async () => {
  const known: string[] = []
  const { checks } = conformance(acmeSubject(loud(known)))
  const check = checks.find(({ name }) => name.startsWith('create: it gives an id'))
  const error = await check?.run().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Error)
  const { message, stack, cause } = error as Error
  expect(message).toContain('The client threw Error where it must not: No luck with')
  expect(stack).toContain('report.test.ts')
  const text = [message, stack, String(cause), (cause as Error).stack, String((cause as Error).cause)].join()
  expect(known).toHaveLength(2)
  expect(known.filter((secret) => text.includes(secret))).toHaveLength(0)
})

it('ends the keys that it makes', async () => {
  const subject = acmeSubject()
  await conformance(subject).run()
  const held = (await subject.held?.()) ?? []
  expect(held.filter(({ state }) => state === 'active')).toEqual([])
})
