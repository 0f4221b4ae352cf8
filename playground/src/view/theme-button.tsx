import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

/** The other of dark and light; the system's own until it is pressed. Kept nowhere. */
export function ThemeButton(): VNode {
  const [isDark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const turn = (): void => {
    document.documentElement.style.colorScheme = isDark ? 'light' : 'dark'
    setDark(!isDark)
  }
  return (
    <button type="button" class="quiet theme" onClick={turn}>
      {isDark ? 'light' : 'dark'}
    </button>
  )
}
