import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.js'
import { servePage, type ServedPage } from './serve.js'

let served: ServedPage
let browser: Browser
let page: Page
const said: string[] = []

beforeAll(async () => {
  served = await servePage('test/browser/page.ts')
  browser = await launchChromium()
  page = await browser.newPage()
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(`page error: ${error.message}`))
  await page.goto(served.url)
  await page.evaluate(() => globalThis.keymuxPage.start())
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

describe('a page in Chromium, with the emulator in its service worker', { timeout: 60_000 }, () => {
  it('creates a key at every vendor on its real host', async () => {
    const good = { startsWithPrefix: true, hidden: true, held: true }
    expect(await page.evaluate(() => globalThis.keymuxPage.createEverywhere())).toEqual([
      { vendor: 'unkey', status: 200, ...good },
      { vendor: 'clerk', status: 200, ...good },
      { vendor: 'factify', status: 200, ...good },
      { vendor: 'flow', status: 201, ...good },
    ])
  })

  it('makes a raw call', async () => {
    const result = await page.evaluate(() => globalThis.keymuxPage.rawCall())
    expect(result).toEqual({ status: 200, named: true })
  })

  it('refuses a credential that everybody could read, and none that nobody would add', async () => {
    expect(await page.evaluate(() => globalThis.keymuxPage.exposedCredentials())).toEqual({
      unkey: 'configuration',
      clerk: 'configuration',
      factify: 'configuration',
      flow: 'configuration',
      'behind a proxy': 'configuration',
      'without a proxy': 'configuration',
    })
  })

  it('needs no credential behind a proxy that adds it', async () => {
    expect(await page.evaluate(() => globalThis.keymuxPage.throughProxy())).toEqual({
      vendor: 'unkey',
      status: 200,
      startsWithPrefix: true,
      hidden: true,
      held: true,
      credentialsSeen: 0,
    })
  })

  it('prints nothing and throws nothing on the way', () => {
    expect(said).toEqual([])
  })
})
