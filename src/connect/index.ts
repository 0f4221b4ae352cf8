import type { KeyClient } from '../core/key-client.js'
import { chosenVendor } from './chosen-vendor.js'
import { load } from './providers.js'
import type { ConnectOptions, Known, VendorClient, VendorName, VendorOptions } from './vendors.js'

export type { ConnectOptions, VendorClient, VendorName, VendorOptions } from './vendors.js'

/**
 * Makes a client of the vendor that is named, and loads that vendor's code alone. `options` are the vendor's own, as its
 * factory takes them; what is left out comes from the environment.
 *
 * Rejects with a `KeymuxError` with code `configuration` when keymux has no vendor of that name, and as the vendor's
 * factory throws it.
 *
 * @example
 * const keys = await connect('unkey', { rootKey: process.env.UNKEY_ROOT_KEY, apiId: 'api_1' }) // an UnkeyClient
 */
export function connect<Name extends VendorName, Options extends VendorOptions<Name>>(
  name: Name,
  options?: Known<Options, VendorOptions<Name>>,
): Promise<VendorClient<Name, Options>>
/**
 * Makes a client of the vendor that a configuration names, or else the environment variable KEYMUX_VENDOR: the common
 * `KeyClient`, whichever vendor it is. Ask its `can` before anything but `create`, `get`, `list` and `revoke`.
 *
 * @example
 * const keys = await connect() // KEYMUX_VENDOR=clerk CLERK_SECRET_KEY=…
 * const others = await connect(config.vendor, config.options)
 */
export function connect<Name extends string>(
  name?: (string extends Name ? Name : never) | undefined,
  options?: ConnectOptions,
): Promise<KeyClient>
export async function connect(name?: string, options?: object): Promise<object> {
  const vendor = chosenVendor(name, Object.keys(load) as VendorName[])
  const factory = await load[vendor]()
  return factory(options)
}
