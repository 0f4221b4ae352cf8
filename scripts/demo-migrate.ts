import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { ageDelivery, planMigration, runMigration, type Progress } from 'keymux/migrate'
import { unkey } from 'keymux/unkey'

const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'

/** Moves keys there, with their secrets, and others back, with new ones, between stand-ins for the vendors. Needs no account. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keymux-demo-'))
  try {
    await keepSecrets(folder, 2000)
    await newSecrets(folder, 500)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function keepSecrets(folder: string, count: number): Promise<void> {
  const emulator = createEmulator()
  const { credentials, fetch } = emulator
  const from = clerk({ ...credentials.clerk, fetch })
  const to = unkey({ ...credentials.unkey, fetch })
  const secrets: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const { secret } = await from.create({ name: `Key ${number}`, owner, scopes: ['read'] })
    secrets.push(secret.reveal())
  }
  const plan = await planMigration({ from, to, owners: [owner] })
  console.log(`${String(plan)}\n`)
  const report = await runMigration(plan, { journal: join(folder, 'there.journal'), onProgress: bar })
  let verified = 0
  for (const secret of secrets) if ((await to.verify(secret)).valid) verified += 1
  console.log(`\n${report.counts.moved} moved; ${verified} of ${count} old secrets verify at Unkey.\n`)
  if (verified !== count) process.exitCode = 1
}

async function newSecrets(folder: string, count: number): Promise<void> {
  const emulator = createEmulator()
  const { credentials, fetch } = emulator
  const from = unkey({ ...credentials.unkey, fetch })
  const to = clerk({ ...credentials.clerk, fetch })
  for (let number = 1; number <= count; number += 1) await from.create({ name: `Key ${number}`, owner })
  const identity = await generateIdentity()
  const file = join(folder, 'new-keys.age')
  const deliver = await ageDelivery({ recipients: [await identityToRecipient(identity)], file })
  const plan = await planMigration({ from, to })
  console.log(`${String(plan)}\n`)
  const report = await runMigration(plan, { journal: join(folder, 'back.journal'), deliver, onProgress: bar })
  await deliver.close()
  console.log(`\n${report.counts.moved} moved, their new secrets in one age file.`)
  await open(emulator, folder, file, identity, count)
}

async function open(
  emulator: Emulator,
  folder: string,
  file: string,
  identity: string,
  count: number,
): Promise<void> {
  const identityFile = join(folder, 'identity.txt')
  await writeFile(identityFile, `${identity}\n`, { mode: 0o600 })
  const blocks = (await readFile(file, 'utf8')).split(/(?<=-----END AGE ENCRYPTED FILE-----\n)/)
  let found = 0
  for (const input of blocks.filter((block) => block !== '')) {
    const { stdout, error } = spawnSync('age', ['-d', '-i', identityFile], { input, encoding: 'utf8' })
    if (error !== undefined) {
      console.log('The age tool is not installed here, so nobody opened the file.')
      return
    }
    for (const line of stdout.trimEnd().split('\n')) {
      const { secret, target } = JSON.parse(line) as { secret: string; target: string }
      if ((await emulator.keyOf('clerk', secret))?.id === target) found += 1
    }
  }
  console.log(`The age tool opened it: ${found} of ${count} new secrets are in it and belong to live keys.`)
  if (found !== count) process.exitCode = 1
}

function bar({ settled, total, rate, leftMs }: Progress): void {
  const width = 30
  const full = Math.round((settled / total) * width)
  const left = leftMs === null ? '' : `, ${Math.ceil(leftMs / 1000)} s left`
  const line = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${settled}/${total}, ${Math.round(rate)} keys a second${left}`
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(79)}`)
  else if (settled === total) console.log(line)
}

await main()
