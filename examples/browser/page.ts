import { KeymuxError, type Secret } from 'keymux'
import { unkey } from 'keymux/unkey'

// Without a credential: the backend has it. Which API it is the backend decides as well.
const keys = unkey({ baseUrl: new URL('/unkey', location.href).href, apiId: 'api_of_the_backend' })

const form = find('form', HTMLFormElement)
const list = find('#keys', HTMLUListElement)
const status = find('[role=status]', HTMLElement)
const fresh = find('#fresh', HTMLElement)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void attempt('Creating …', async () => {
    const { secret } = await keys.create(
      { name: String(new FormData(form).get('name')) },
      { onAmbiguous: 'reconcile' },
    )
    form.reset()
    offer(secret)
    await show()
  })
})

/** The secret is in the page only once somebody asks for it. */
function offer(secret: Secret): void {
  const hidden = element('code', secret.hint)
  const reveal = element('button', 'Show')
  reveal.addEventListener('click', () => {
    hidden.textContent = secret.reveal()
    reveal.remove()
  })
  const copy = element('button', 'Copy')
  copy.addEventListener('click', () => void navigator.clipboard.writeText(secret.reveal()))
  fresh.replaceChildren('Your new key, this once: ', hidden, reveal, copy)
}

async function show(): Promise<void> {
  const rows = []
  for await (const { id, name, hint, state } of keys.list()) {
    const end = element('button', 'Revoke')
    end.addEventListener('click', () => {
      void attempt('Revoking …', async () => {
        await keys.revoke(id)
        await show()
      })
    })
    const row = element('li', `${name ?? id} ${hint ?? ''}… ${state ?? ''} `)
    row.append(end)
    rows.push(row)
  }
  list.replaceChildren(...rows)
}

async function attempt(doing: string, what: () => Promise<void>): Promise<void> {
  status.textContent = doing
  try {
    await what()
    status.textContent = 'Done.'
  } catch (error) {
    if (!KeymuxError.is(error)) throw error
    status.textContent = error.message
  }
}

function element<Name extends 'li' | 'code' | 'button'>(
  name: Name,
  text: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector)
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}.`)
  return found
}

void attempt('Loading …', show)
