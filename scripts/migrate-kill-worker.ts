import { createWriteStream } from 'node:fs'
import type { KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import { planMigration, runMigration } from 'keymux/migrate'
import { unkey } from 'keymux/unkey'

/** One process of the kill test: plans, runs, and is killed from outside at any moment. Its settings come as JSON. */
interface Settings {
  readonly mode: 'preserve' | 'reissue'
  readonly journal: string
  readonly owners: readonly string[]
  readonly urls: { readonly unkey: string; readonly clerk: string }
  readonly credentials: {
    readonly unkey: { readonly rootKey: string; readonly apiId: string; readonly migrationId?: string }
    readonly clerk: { readonly secretKey: string }
  }
}

const { mode, journal, owners, urls, credentials }: Settings = JSON.parse(process.argv[2] ?? '') as Settings
const timeout = { attemptMs: 1000, totalMs: 15_000 }
const unkeyKeys: KeyClient = unkey({ ...credentials.unkey, baseUrl: urls.unkey, timeout })
const clerkKeys: KeyClient = clerk({ ...credentials.clerk, baseUrl: urls.clerk, timeout })

console.log('under way')
const plan =
  mode === 'preserve'
    ? await planMigration({ from: clerkKeys, to: unkeyKeys, owners })
    : await planMigration({ from: unkeyKeys, to: clerkKeys, owner: owners[0] })
// The holders are another process, which outlives this one: it is told through a pipe, and nothing lies on a disk.
const holders = createWriteStream('', { fd: 3 })
const report = await runMigration(plan, {
  journal,
  settleMs: 2000,
  deliver: async (item, secret) =>
    new Promise<void>((resolve, reject) => {
      const line = JSON.stringify({ target: item.target, replaces: item.replaces, secret: secret.reveal() })
      holders.write(`${line}\n`, (error) => (error ? reject(error) : resolve()))
    }),
})
console.log(JSON.stringify(report.counts))
process.exit(0)
