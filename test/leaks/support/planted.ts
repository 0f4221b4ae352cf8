import type { Draw } from '../../fuzz/support/draw.js'
import type { Exchange, Subject } from '../../fuzz/support/subjects.js'
import { HiddenTexts } from './hidden-texts.js'

/** A credential of the caller's proxy, which goes along in a header. */
export const proxyKey = 'pk_Vb7YtR3zKq9LmWx2HsDf'

/** What a call itself knows to be secret: its credentials, and the secrets that it sends. */
export function knownTo(subject: Subject): string[] {
  const { vendor, emulator, kind, exchanges } = subject
  const { credentials } = emulator
  const credential = {
    unkey: credentials.unkey.rootKey,
    clerk: credentials.clerk.secretKey,
    factify: credentials.factify.apiKey,
    flow: credentials.flow.token,
  }[vendor]
  return [credential, proxyKey, ...(kind.startsWith('verify') ? exchanges.flatMap(presentedIn) : [])]
}

function presentedIn({ sent }: Exchange): string[] {
  const { key, secret } = JSON.parse(sent) as { key?: unknown; secret?: unknown }
  return [key ?? secret].filter((text) => typeof text === 'string')
}

/** A search for these texts. */
export function hiding(texts: readonly string[]): HiddenTexts {
  return new HiddenTexts([...new Set(texts)].map((text) => ({ text, random: randomPart(text) })))
}

/** Less what is the same for many: a prefix, a point in time, the head of a token. */
export function randomPart(text: string): string {
  if (text.startsWith('ffy_')) return text.slice(-43)
  return text.split(text.includes('.') ? '.' : '_').at(-1) ?? text
}

/** A text as a vendor may say it again: whole, in part, in another spelling, within other words. */
export function quoted(draw: Draw, text: string): string {
  const random = randomPart(text)
  const from = draw.below(Math.max(1, random.length - 6))
  return draw.pick([
    () => text,
    () => `Bearer ${text}`,
    () => `bad key "${text}" (${text})`,
    () => `${text.slice(0, -3)}***`,
    () => `…${random.slice(from, from + 6 + draw.below(random.length))}…`,
    () => `***${random.slice(-8)}`,
    () => encodeURIComponent(text),
    () => `<b>${text}</b>\n${text}`,
    () => `${text}${text}`,
  ])()
}
