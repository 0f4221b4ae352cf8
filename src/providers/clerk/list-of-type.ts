import type { ListCall } from '../../http/calls.js'

/** Clerk's list has keys of one type only, by default those that are made without naming one. */
export function listOfType<V>(list: ListCall<unknown, V>, type: string | undefined): ListCall<unknown, V> {
  if (type === undefined) return list
  return {
    ...list,
    request: (page) => {
      const request = list.request(page)
      return { ...request, path: `${request.path}&type=${encodeURIComponent(type)}` }
    },
  }
}
