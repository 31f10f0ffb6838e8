// "Add another" and "Remove" without a page load. The server numbers the blocks afresh, so a gap does no harm.
const mine = (set, selector) => [...set.querySelectorAll(selector)].filter((found) => found.closest('[data-add-another]') === set)
const blocksOf = (set) => mine(set, '[data-block]')
const indexOf = (block) => Number(block.id.match(/-(\d+)-block$/)[1])

const renumber = (set) => {
  blocksOf(set).forEach((block, position) => {
    for (const title of mine(block.closest('[data-add-another]'), '[data-block-title]')) {
      if (title.closest('[data-block]') === block) title.textContent = set.dataset.title.replace('__number__', position + 1)
    }
  })
  const add = mine(set, '[name$="-add-another"]')[0]
  add.hidden = blocksOf(set).length >= Number(set.dataset.most)
}

const announce = (text) => document.dispatchEvent(new CustomEvent('accord:announce', { detail: text }))

const add = (set) => {
  const { prefix } = set.dataset
  const next = Math.max(-1, ...blocksOf(set).map(indexOf)) + 1
  const pattern = mine(set, 'template[data-block-pattern]')[0]
  const made = document.createElement('template')
  made.innerHTML = pattern.innerHTML.replaceAll(`${prefix}-__prefix__`, `${prefix}-${next}`)
  const block = made.content.firstElementChild
  mine(set, '[data-blocks]')[0].append(block)
  renumber(set)
  block.dispatchEvent(new CustomEvent('accord:added', { bubbles: true }))
  const title = block.querySelector('[data-block-title]')
  title.focus()
  announce(`${set.dataset.added} ${title.textContent}`)
}

const remove = (set, block) => {
  const after = block.nextElementSibling ?? block.previousElementSibling
  block.remove()
  renumber(set)
  set.dispatchEvent(new CustomEvent('accord:removed', { bubbles: true }))
  const target = after?.querySelector('[data-block-title]') ?? mine(set, '[name$="-add-another"]')[0]
  target.focus()
  announce(set.dataset.removed)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[name$="-add-another"], [data-block-remove]')
  const set = button?.closest('[data-add-another]')
  if (!set) return
  event.preventDefault()
  button.matches('[data-block-remove]') ? remove(set, button.closest('[data-block]')) : add(set)
})
