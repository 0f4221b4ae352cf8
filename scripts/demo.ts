import type { CreateKeyResult } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import { renderTable } from './table.js'

/**
 * Makes one key at each vendor through the built package, over real HTTP to stand-ins for the four upstreams, and shows
 * what came back. Needs no account and no network.
 */
async function main(): Promise<void> {
  const emulator = createEmulator()
  const server = await emulator.listen()
  try {
    const { credentials } = emulator
    const { urls } = server
    const metadata = { plan: 'pro' }

    const created: [vendor: string, result: CreateKeyResult][] = [
      [
        'Unkey',
        await unkey({ ...credentials.unkey, baseUrl: urls.unkey }).create({
          name: 'CI of Acme',
          owner: 'acme',
          prefix: 'sk_live',
          metadata,
          expiresAt: '30d',
        }),
      ],
      [
        'Clerk',
        await clerk({ ...credentials.clerk, baseUrl: urls.clerk }).create({
          name: 'CI of Acme',
          metadata,
          scopes: ['read'],
          expiresAt: '30d',
        }),
      ],
      [
        'Factify',
        await factify({ ...credentials.factify, baseUrl: urls.factify }).create({
          name: 'CI of Acme',
          expiresAt: '30d',
        }),
      ],
      ['Flow', await flow({ ...credentials.flow, baseUrl: urls.flow }).create({ name: 'CI of Acme' })],
    ]
    console.log(renderTable([heading, ...created.map(([vendor, result]) => row(vendor, result))], bold))
    console.log('\nFour vendors, one result. Each secret is in the result too, behind `secret.reveal()`.')
  } finally {
    await server.close()
  }
}

const heading = [
  ['vendor'],
  ['id', 'request id'],
  ['prefix', 'status'],
  ['hint', 'attempts · ms'],
  ['metadata', 'sent'],
]

function row(vendor: string, { id, prefix, secret, metadata, http }: CreateKeyResult): string[][] {
  return [
    [vendor],
    [id, http.requestId ?? '–'],
    [prefix ?? '–', String(http.status)],
    [secret.hint, `${http.attempts} · ${http.durationMs.toFixed(1)}`],
    [JSON.stringify(metadata), `${http.request.method} ${new URL(http.request.url).pathname}`],
  ]
}

function bold(line: string): string {
  return process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? `\u001B[1m${line}\u001B[0m` : line
}

await main()
