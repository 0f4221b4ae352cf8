import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { chromium, type Page } from 'playwright-core'
import { standIn } from './stand-in.js'

const { emulator, close } = await standIn()
const { servePage } = await import('./serve.js')
const { url, stop } = await servePage(0)

// Chrome where it is installed, or the Chromium that you name.
const executablePath = process.env['CHROMIUM_PATH']
const browser = await chromium.launch(
  executablePath === undefined ? { channel: 'chrome' } : { executablePath, args: ['--no-sandbox'] },
)

after(async () => {
  await browser.close()
  await stop()
  await close()
})

const rootKey = emulator.credentials.unkey.rootKey

/** The page of a user who has not been here before, and all that came over its wire and into its console. */
async function newUser(): Promise<{ page: Page; seen: string[] }> {
  const page = await (await browser.newContext()).newPage()
  const seen: string[] = []
  page.on('console', (message) => seen.push(message.text()))
  page.on('pageerror', (error) => seen.push(`pageerror ${error.message}`))
  page.on('request', (request) => seen.push(JSON.stringify(request.headers()), request.postData() ?? ''))
  page.on('response', (response) => {
    void response.text().then(
      (text) => seen.push(text),
      () => undefined,
    )
  })
  await page.goto(url)
  await page.getByText('Done.').waitFor()
  return { page, seen }
}

async function create(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('listitem').filter({ hasText: name }).waitFor()
}

test('a user creates a key, sees it once, and revokes it', async () => {
  const { page, seen } = await newUser()
  await create(page, 'Laptop')
  const covered = (await page.locator('#fresh code').textContent()) ?? ''
  await page.getByRole('button', { name: 'Show' }).click()
  const secret = (await page.locator('#fresh code').textContent()) ?? ''
  assert.ok(secret.length > 20 && covered.length < 20, 'It is covered until somebody asks.')
  const held = emulator.keys('unkey').find(({ name }) => name === 'Laptop')
  assert.match(held?.owner ?? '', /^user_/)
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('listitem').waitFor({ state: 'detached' })
  assert.ok(!seen.join('\n').includes(rootKey))
  assert.deepEqual(
    seen.filter((text) => text.startsWith('pageerror')),
    [],
  )
})

test('a lost answer leaves one key, and the page has its secret or has ended it', async () => {
  const { page } = await newUser()
  emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'create' })
  await create(page, 'Lost and found')
  const live = emulator
    .keys('unkey')
    .filter(({ name, state }) => name === 'Lost and found' && state === 'active')
  assert.equal(live.length, 1)
})

test('a user sees and ends no other user’s key, whatever the page asks', async () => {
  const [one, other] = [await newUser(), await newUser()]
  await create(one.page, 'Of one user')
  await other.page.reload()
  await other.page.getByText('Done.').waitFor()
  assert.equal(await other.page.getByRole('listitem').count(), 0)
  const held = emulator.keys('unkey').find(({ name }) => name === 'Of one user')
  const ask = async (path: string, body: object): Promise<number> =>
    (await other.page.request.post(new URL(path, url).href, { data: body })).status()
  assert.equal(await ask('/unkey/v2/keys.deleteKey', { keyId: held?.id }), 404)
  assert.equal(await ask('/unkey/v2/keys.getKey', { keyId: held?.id, decrypt: true }), 404)
  await ask('/unkey/v2/keys.createKey', { name: 'Forged', externalId: held?.owner, permissions: ['admin'] })
  const forged = emulator.keys('unkey').find(({ name }) => name === 'Forged')
  assert.notEqual(forged?.owner, held?.owner)
})
