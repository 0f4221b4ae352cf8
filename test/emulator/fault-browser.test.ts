import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Fault } from '../../src/emulator/index.js'
import { launchChromium } from '../browser/chromium.js'
import { servePage, type ServedPage } from '../browser/serve.js'
import type { Met } from './support/fault-page.js'

let served: ServedPage
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await servePage('test/emulator/support/fault-page.ts')
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(served.url)
  await page.evaluate(() => globalThis.faultPage.start())
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

function meet(fault: Fault, init: { redirect?: RequestRedirect; givesUp?: boolean } = {}): Promise<Met> {
  return page.evaluate(([what, how]) => globalThis.faultPage.meet(what, how), [fault, init] as const)
}

describe('in a page in Chromium, through MSW', { timeout: 60_000 }, () => {
  it.each([
    ['reset-before', false],
    ['lost-response', true],
  ] as const)('%s is a network error', async (kind, done) => {
    expect(await meet({ kind })).toEqual({ status: 'none', bytes: 0, error: 'TypeError', done })
  })

  // The part that came may be lost: a stream on its way to the worker drops what it holds once it fails.
  it('truncated-body fails within the body', async () => {
    const met = await meet({ kind: 'truncated-body', afterBytes: 10 })
    expect(met).toMatchObject({ status: 200, done: true, error: expect.any(String) })
  })

  it('stalled-body goes on until the page gives up', async () => {
    const met = await meet({ kind: 'stalled-body', afterBytes: 10 }, { givesUp: true })
    expect(met).toEqual({ status: 200, bytes: 10, error: 'AbortError', done: true })
  })

  it.each<[Fault, number]>([
    [{ kind: 'error-after-commit' }, 500],
    [{ kind: 'unavailable' }, 503],
    [{ kind: 'html' }, 200],
    [{ kind: 'created-201' }, 201],
  ])('%o is an answer like any other', async (fault, status) => {
    expect(await meet(fault)).toMatchObject({ status, error: null })
  })

  it('redirect is refused where the page refuses it, and leads nowhere', async () => {
    expect(await meet({ kind: 'redirect' }, { redirect: 'error' })).toMatchObject({ error: 'TypeError' })
    expect(await meet({ kind: 'redirect' }, { redirect: 'follow' })).toMatchObject({ error: 'TypeError' })
    expect(await meet({ kind: 'redirect' }, { redirect: 'manual' })).toMatchObject({
      status: 'opaqueredirect',
      done: false,
    })
  })
})
