import type { Timeout } from './call-options.js'
import type { Marker } from './create-options.js'
import type { Hooks } from './hooks.js'
import type { Secret } from './secret.js'

/** A credential: the text, a `Secret`, or a function that returns either and is asked at each call (for rotating credentials). */
export type Credential = string | Secret | (() => string | Secret | Promise<string | Secret>)

/** How calls are repeated: those that only read, and of the others those that the vendor certainly did not act on. */
export interface Retry {
  /** How often a call is repeated at the most, after the first attempt. Default 2; 0 turns repeating off. */
  readonly limit?: number
}

/** What every vendor's factory takes besides the vendor's own options. */
export interface ClientOptions {
  /** Replaces the server URL of the vendor's document, for a proxy or an emulator; a path in it is kept. */
  readonly baseUrl?: string | undefined
  /** Replaces the global `fetch`. It is called as `fetch(url, init)`. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Sent with every request; they may replace keymux' own, such as `accept`. The credential's own header is refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** How long a call may take: 15 s an attempt and 60 s in total by default. */
  readonly timeout?: Timeout | undefined
  /** How calls are repeated: twice at the most by default. */
  readonly retry?: Retry | undefined
  /** Functions that are told of requests, answers, repeats and errors, without any secret. */
  readonly hooks?: Hooks | undefined
  /**
   * Whether a create carries a marker, by which its key can be found if the answer does not come: by default in the metadata,
   * where the vendor stores any. `'name'` allows it at the end of the name where it does not; false turns it off.
   */
  readonly marker?: Marker | undefined
  /**
   * Lets a credential be used in a browser page, where everybody who opens the page can read it. Default false.
   * Better: leave the credential out and point `baseUrl` at a proxy of yours that adds it.
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined
}
