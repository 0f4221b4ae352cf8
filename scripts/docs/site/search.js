// Finds headings by the words in them. Without this file everything else works.
const nav = document.querySelector('nav details')
const input = document.querySelector('nav input')
const found = document.querySelector('.found')

if (matchMedia('(max-width: 50rem)').matches) nav.open = false
input.hidden = false

let index
input.addEventListener('input', async () => {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
  index ??= fetch(input.dataset.index).then((answer) => answer.json())
  const entries = await index
  const hits =
    words.length === 0
      ? []
      : entries.filter(([text]) => words.every((word) => text.toLowerCase().includes(word)))
  found.hidden = hits.length === 0
  found.replaceChildren(
    ...hits.slice(0, 12).map(([text, href]) => {
      const link = document.createElement('a')
      link.href = `${input.dataset.up}/${href}`
      link.textContent = text
      const item = document.createElement('li')
      item.append(link)
      return item
    }),
  )
})
