import { vendorNow } from '../vendor-now.js'
import type { EndedState } from './end-key.js'

/** So far apart two clocks may be without anybody having noticed. */
const slackMs = 5000

/** At a vendor that revokes a key by letting it expire: one whose expiry is over, by the vendor's clock, is ended. */
export const expiredState: EndedState = ({ state, expiresAt }, http) => {
  const isOver = expiresAt !== undefined && expiresAt.getTime() <= vendorNow(http) + slackMs
  return state === 'expired' || isOver ? 'expired' : undefined
}

/** At a vendor that revokes a key by switching it off. */
export const disabledState: EndedState = ({ state }) => (state === 'disabled' ? state : undefined)
