import type { Page } from 'playwright-core'

/** Presses buttons as a person does, and knows which are left. */
export class Pressing {
  readonly #page: Page
  readonly #pressed = new Set<string>()

  constructor(page: Page) {
    this.#page = page
  }

  /** Presses the first button of a section with this text, and waits until what it began is done. */
  async press(section: string, name: string): Promise<void> {
    const button = this.#page.locator(`#${section}`).getByRole('button', { name, exact: true }).first()
    await button.click()
    this.#pressed.add(name)
    await this.settle()
  }

  async settle(): Promise<void> {
    await this.#page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, {
      timeout: 60_000,
    })
  }

  /** The texts of all buttons of the page that can be pressed and were not. A field's name is one of many alike. */
  async left(): Promise<string[]> {
    const names = await this.#page.$$eval('button:not(:disabled):not(.field-name)', (buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent?.trim() ?? ''),
    )
    return [...new Set(names)].filter((name) => !this.#pressed.has(name))
  }
}
