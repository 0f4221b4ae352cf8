import { createContext, type ComponentChildren, type VNode } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'

interface Highlight {
  /** The field that is looked at now, wherever it stands. */
  readonly name: string | undefined
  look(name: string | undefined): void
  /** Keeps the field in view until it is pressed again: there is no hover on a phone. */
  pin(name: string): void
  readonly pinned: string | undefined
}

const HighlightContext = createContext<Highlight>({
  name: undefined,
  pinned: undefined,
  look: () => undefined,
  pin: () => undefined,
})

/** Within it a field that is pointed at or focused shows in all places at once. */
export function Linked({ children }: { readonly children: ComponentChildren }): VNode {
  const [looked, look] = useState<string>()
  const [pinned, setPinned] = useState<string>()
  const highlight = useMemo(
    () => ({
      name: looked ?? pinned,
      pinned,
      look,
      pin: (name: string) => setPinned((before) => (before === name ? undefined : name)),
    }),
    [looked, pinned],
  )
  return <HighlightContext.Provider value={highlight}>{children}</HighlightContext.Provider>
}

const hues: Readonly<Record<string, number>> = {
  secret: 25,
  scopes: 65,
  description: 95,
  name: 145,
  state: 170,
  createdAt: 195,
  updatedAt: 215,
  lastUsedAt: 225,
  expiresAt: 240,
  id: 270,
  owner: 300,
  metadata: 335,
  prefix: 5,
  revokedAt: 15,
  createdBy: 320,
  hint: 45,
  requestId: 120,
}

/** One colour for a field, wherever it stands; undefined for what stands in the result alone. */
function hueOf(name: string): number | undefined {
  return hues[name.replace(/^(key|previous|http)\./, '')]
}

function tintOf(name: string): string {
  return `--hue: ${hueOf(name) ?? 0}`
}

function classOf(name: string, { name: current }: Highlight): string {
  if (current === undefined) return 'link'
  return current === name ? 'link is-lit' : 'link is-dim'
}

/** A place in an exchange where a field of the result stands. */
export function Mark({
  name,
  children,
}: {
  readonly name: string
  readonly children: ComponentChildren
}): VNode {
  const highlight = useContext(HighlightContext)
  if (hueOf(name) === undefined) return <>{children}</>
  return (
    <span
      class={classOf(name, highlight)}
      style={tintOf(name)}
      data-field={name}
      title={`becomes ${name}`}
      onPointerEnter={() => highlight.look(name)}
      onPointerLeave={() => highlight.look(undefined)}
    >
      {children}
    </span>
  )
}

/** The name of a field in the result: a button, so that it works by keyboard and finger too. */
export function FieldName({ name }: { readonly name: string }): VNode {
  const highlight = useContext(HighlightContext)
  if (hueOf(name) === undefined) return <span>{name}</span>
  return (
    <button
      type="button"
      class={`field-name ${classOf(name, highlight)}`}
      style={tintOf(name)}
      data-field={name}
      aria-pressed={highlight.pinned === name}
      onPointerEnter={() => highlight.look(name)}
      onPointerLeave={() => highlight.look(undefined)}
      onFocus={() => highlight.look(name)}
      onBlur={() => highlight.look(undefined)}
      onClick={() => highlight.pin(name)}
    >
      {name}
    </button>
  )
}
