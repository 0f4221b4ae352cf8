import type { ConformanceSubject } from 'keymux/conformance'
import { createEmulator, type EmulatedRequest, type HeldKey, type Vendor } from 'keymux/emulator'
import { vendorSubjects } from '../../../test/conformance/support/vendor-subjects.js'
import type { ClientOptions, Place, Setting } from './check.js'

/** The same on both sides of the wire: the credentials are made of it. */
export const seed = 7

const homes: Setting['urls'] = {
  unkey: 'https://api.unkey.com',
  clerk: 'https://api.clerk.com/v1',
  factify: 'https://api.factify.com',
  flow: 'https://flow.example.com',
}

/** An emulator within this runtime. */
export function placeInProcess(): Place {
  const emulator = createEmulator({ seed })
  return {
    ...clients(vendorSubjects(emulator, { urls: homes }), { fetch: emulator.fetch }),
    held: async (vendor) => emulator.keys(vendor),
    requests: async () => emulator.requests,
    addFault: async (fault) => void emulator.faults.add(fault),
    clearFaults: async () => emulator.faults.clear(),
  }
}

/** The emulator that the command serves. */
export function placeOverHttp({ urls, control }: Setting): Place {
  const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(control + path, init)
    if (!response.ok) throw new Error(`The command answered ${path} with ${response.status}.`)
    return (await response.json()) as T
  }
  const { credentials } = createEmulator({ seed })
  const keys = (vendor: Vendor): Promise<HeldKey[]> => ask(`/keys/${vendor}`)
  return {
    ...clients(vendorSubjects({ credentials, keys }, { urls }), {}),
    held: keys,
    requests: () => ask<EmulatedRequest[]>('/requests'),
    addFault: (fault) => ask('/faults', { method: 'POST', body: JSON.stringify(fault) }),
    clearFaults: () => ask('/faults', { method: 'DELETE' }),
  }
}

/** The credentials are worthless, so they may be in a page. */
function clients(
  subjects: Readonly<Record<Vendor, ConformanceSubject>>,
  own: ClientOptions,
): Pick<Place, 'subject' | 'client'> {
  const client: Place['client'] = (vendor, options) =>
    subjectOf(vendor).client(subjects[vendor].credential, { ...options })
  const subjectOf = (vendor: Vendor): ConformanceSubject => {
    const subject = subjects[vendor]
    return {
      ...subject,
      ...(own.fetch !== undefined && { fetch: own.fetch }),
      client: (credential, options) =>
        subject.client(credential, { ...own, dangerouslyAllowBrowser: true, ...options }),
    }
  }
  return { subject: subjectOf, client }
}
