const inner = new WeakMap<object, object>()

/** Notes that a client stands before another one, and does through it what it does not do itself. */
export function wraps<Client extends object>(wrapper: Client, client: object): Client {
  inner.set(wrapper, client)
  return wrapper
}

/** The client that a factory made, behind all that stands before it. */
export function unwrapped(client: object): object {
  const next = inner.get(client)
  return next === undefined ? client : unwrapped(next)
}
