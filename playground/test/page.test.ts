import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../test/browser/chromium.js'
import { faultGroups } from '../src/world/fault-buttons.js'
import { axeFindings } from './support/axe.js'
import { Pressing } from './support/pressing.js'
import { servePage, type ServedPage } from './support/served-page.js'
import { watch, type Witness } from './support/witness.js'

/** Both widths, both schemes, and every vendor on either side; which of them is seen in the docs. */
const views = [
  { width: 1280, scheme: 'light', first: 'unkey', second: 'factify', seen: ['create', 'faults', 'migrate'] },
  { width: 1280, scheme: 'dark', first: 'clerk', second: 'unkey', seen: ['create', 'life'] },
  { width: 390, scheme: 'light', first: 'factify', second: 'clerk', seen: ['create', 'faults'] },
  { width: 390, scheme: 'dark', first: 'flow', second: 'unkey', seen: ['create', 'migrate'] },
] as const

/** In bytes: they are read over the network. */
const largestPicture = 150_000
const pictures = join('docs', 'playground')

let served: ServedPage
let browser: Browser

beforeAll(async () => {
  served = await servePage()
  browser = await launchChromium()
  await mkdir(pictures, { recursive: true })
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

describe.each(views)('the page at $width pixels, $scheme, with $first and $second', (view) => {
  const { width, scheme, first, second } = view
  let page: Page
  let witness: Witness
  let pressing: Pressing

  const picture = async (section: string): Promise<void> => {
    if (!view.seen.some((each) => each === section)) return
    await page.mouse.move(0, 0)
    await page.evaluate((id) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      if (id === 'create') scrollTo(0, 0)
      else document.querySelector(`#${id}`)?.scrollIntoView()
    }, section)
    const bytes = await page.screenshot({ path: join(pictures, `${section}-${width}-${scheme}.png`) })
    expect(bytes.length).toBeLessThan(largestPicture)
  }

  /** What scrolls sideways, what axe finds, and what should be covered: nothing. */
  const troubles = async (): Promise<string[]> => {
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    return [
      ...(tooWide > 0 ? [`${tooWide} pixels too wide`] : []),
      ...(await axeFindings(page)),
      ...(await witness.leaks()),
    ]
  }

  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 900 },
      colorScheme: scheme,
      hasTouch: width < 500,
      permissions: ['clipboard-read', 'clipboard-write'],
      reducedMotion: 'reduce',
    })
    page = await context.newPage()
    witness = watch(page)
    pressing = new Pressing(page)
    await page.goto(`${served.url}?seed=1`)
    await page.getByLabel('First vendor').selectOption(first)
    await page.getByLabel('Second vendor').selectOption(second)
  })

  afterAll(() => page?.context().close())

  it('has nothing wrong before anything is done', async () => {
    expect(await troubles()).toEqual([])
  })

  it('creates at both', async () => {
    await pressing.press('create', await page.locator('#create .primary').innerText())
    for (const vendor of [first, second])
      expect(await page.locator(`[data-vendor=${vendor}]`).textContent()).toBe('1 key1 live0 unheld')
    expect(await page.locator('#create .exchange').count()).toBe(2)
    for (const column of await page.locator('#create .column').all()) {
      const [asked, answered] = await column.locator('.json').all()
      expect(await asked?.locator('[data-field=name]').count()).toBe(1)
      expect(await answered?.locator('[data-field=id]').count()).toBe(1)
      expect(await answered?.locator('[data-field=secret] .dots').count()).toBe(1)
    }
    await picture('create')
    expect(await troubles()).toEqual([])
  })

  it('marks the same field everywhere, by mouse and by keyboard', async () => {
    const name = page.locator('#create .field-name[data-field=name]').first()
    await name.focus()
    const lit = await page.locator('#create .is-lit').count()
    expect(lit).toBe(await page.locator('#create [data-field=name]').count())
    expect(lit).toBeGreaterThanOrEqual(4)
    await name.blur()
    expect(await page.locator('#create .is-lit').count()).toBe(0)
    await name.click()
    expect(await name.getAttribute('aria-pressed')).toBe('true')
    await name.click()
  })

  it('works by keyboard, and gives the code for what was done', async () => {
    await page.getByLabel('Name', { exact: true }).focus()
    await page.keyboard.press('Enter')
    await pressing.settle()
    for (const vendor of [first, second])
      expect(await page.locator(`[data-vendor=${vendor}]`).textContent()).toContain('2 keys2 live0 unheld')
    await pressing.press('create', 'copy the code')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await page.locator('#create .code pre').first().textContent())
    expect(copied).toContain(`import { ${first} } from 'keymux/${first}'`)
  })

  it('shows a secret when it is uncovered, and not any more when it is covered', async () => {
    const column = page.locator('#create .column').first()
    await column.getByRole('button', { name: /^uncover/ }).click()
    expect(await witness.leaks()).toHaveLength(1)
    expect(await axeFindings(page)).toEqual([])
    await column.getByRole('button', { name: /^cover/ }).click()
    expect(await witness.leaks()).toEqual([])
  })

  it.each(faultGroups.flatMap(({ faults }) => faults))('stands the fault “$says”', async ({ says }) => {
    await pressing.press('faults', says)
    const reconcile = page.locator('#faults').getByRole('button', { name: /^reconcile/ })
    while ((await reconcile.count()) > 0) {
      const before = await reconcile.count()
      await pressing.press('faults', (await reconcile.first().innerText()).trim())
      // Where nothing tells the key from others it cannot be settled, and says so.
      if ((await reconcile.count()) === before) break
    }
    if (says === 'Lose the answer') await picture('faults')
    expect(await witness.leaks()).toEqual([])
  })

  it('leaves no key that nobody holds', async () => {
    for (const vendor of [first, second])
      expect(await page.locator(`[data-vendor=${vendor}]`).textContent()).toContain('live0 unheld')
    expect(await troubles()).toEqual([])
  })

  it('takes a key through its life', async () => {
    for (const button of ['Make a key', 'Verify', 'Rotate', 'Verify the old one'])
      await pressing.press('life', button)
    await picture('life')
    for (const button of [
      'Let two hours pass',
      'Verify the old one',
      'Revoke the old one',
      'Revoke',
      'Verify',
    ])
      await pressing.press('life', button)
    expect(await troubles()).toEqual([])
  })

  it('moves keys', async () => {
    const make = await page.locator('#migrate .steps button').first().innerText()
    await pressing.press('migrate', make)
    await pressing.press('migrate', 'Plan')
    await page.locator('#migrate').getByRole('button', { name: 'Run, or go on' }).click()
    await page.locator('#migrate').getByRole('button', { name: 'Stop' }).click()
    await pressing.settle()
    expect(await page.locator('#migrate .says').innerText()).toContain('aborted')
    await pressing.press('migrate', 'Run, or go on')
    expect(await page.locator('#migrate .says').innerText()).toContain('Done')
    await picture('migrate')
    expect(await page.locator('#migrate .progress').innerText()).toMatch(/(\d+) of \1 settled: .* 0 failed/)
    await pressing.press('migrate', 'Roll back')
    expect(await page.locator('#migrate .says').innerText()).toMatch(/^\d+ keys were taken back/)
    expect(await troubles()).toEqual([])
  })

  it('moves them with new secrets, and ends the old ones', async () => {
    await page.locator('#migrate').getByRole('combobox').selectOption('reissue')
    await page.locator('#migrate').getByRole('checkbox').check()
    await pressing.press('migrate', 'Plan')
    await pressing.press('migrate', 'Run, or go on')
    await pressing.press('migrate', 'Revoke the sources')
    expect(await page.locator('#migrate .says').innerText()).toMatch(/^\d+ source keys were revoked/)
    expect(await troubles()).toEqual([])
  })

  it('has no button that was not pressed', async () => {
    const left = (await pressing.left()).filter((name) => !/^(copy|uncover|cover) /.test(name))
    expect(left.filter((name) => name !== 'Stop' && !['dark', 'light'].includes(name))).toEqual([])
  })

  it('turns from dark to light and back', async () => {
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const before = await paper()
    const turn = page.getByRole('button', { name: /^(dark|light)$/ })
    await turn.click()
    expect(await paper()).not.toBe(before)
    expect(await axeFindings(page)).toEqual([])
    await turn.click()
    expect(await paper()).toBe(before)
  })

  it('saw secrets go by, printed nothing, and kept nothing', async () => {
    expect((await witness.secrets()).length).toBeGreaterThan(20)
    // The browser itself says of each fault that something did not load.
    expect(witness.said.filter((line) => !line.startsWith('error: Failed to load resource'))).toEqual([])
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ])
  })
})
