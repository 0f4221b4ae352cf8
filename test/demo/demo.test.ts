import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)

// Each vendor's secret as the stand-ins make it; Clerk's id starts like its secret but is hexadecimal and shorter.
const secrets = [
  /prod_[1-9A-HJ-NP-Za-km-z]{10,}/,
  /ak_[A-Za-z0-9+/=]{40,}/,
  /ffy_(prod|test)_[A-Za-z0-9]{30,}/,
  /flow_[0-9a-f]{8}_[0-9a-f]+/,
]

// The command itself builds first; here the build is there, and other tests read it at the same time.
const demo = ['--tsconfig', 'scripts/tsconfig.json', 'scripts/demo.ts']

it('shows the life of a key at each vendor, by the built package, and no secret', async () => {
  const { stdout, stderr } = await run('node_modules/.bin/tsx', demo, {
    env: { ...process.env, NO_COLOR: '1' },
  })
  expect(stderr).toBe('')
  for (const vendor of ['Unkey', 'Clerk', 'Factify', 'Flow']) expect(stdout).toContain(`│ ${vendor} `)
  for (const path of ['/v2/keys.createKey', '/v1/api_keys', '/v1beta/api-keys', '/api-keys']) {
    expect(stdout).toContain(`POST ${path} `)
  }
  for (const step of ['create', 'verify', 'list', 'rotate', 'revoke']) expect(stdout).toContain(`│ ${step} `)
  expect(stdout).toContain('the old one: not_found')
  expect(stdout).toContain('the new one: valid')
  for (const secret of secrets) expect(stdout).not.toMatch(secret)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
})
