// One-letter shortcuts, taken from the links of the page (data-shortcut="h"), listed under "?" and easily switched off.
const list = document.getElementById('shortcuts')
const choice = document.getElementById('shortcuts-on')
const opener = document.getElementById('shortcuts-opener')
const remembered = 'accord-shortcuts-off'

const isOff = () => { try { return localStorage.getItem(remembered) === '1' } catch { return false } }
const remember = (off) => {
  try { off ? localStorage.setItem(remembered, '1') : localStorage.removeItem(remembered) } catch { /* private window */ }
}
const targets = () => [...document.querySelectorAll('[data-shortcut]')]
const nameOf = (target) => target.dataset.shortcutName || target.getAttribute('aria-label') || target.textContent.trim()

const open = () => {
  const rows = list.querySelector('[data-shortcut-list]')
  for (const row of [...rows.children].slice(1)) row.remove()
  for (const target of targets()) {
    const row = rows.firstElementChild.cloneNode(true)
    row.querySelector('kbd').textContent = target.dataset.shortcut
    row.querySelector('dd').textContent = nameOf(target)
    rows.append(row)
  }
  choice.checked = !isOff()
  list.showModal()
}

const isTyping = (element) => element.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]')

document.addEventListener('keydown', (event) => {
  if (isOff() || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || list.open) return
  if (event.key === '?') {
    event.preventDefault()
    return open()
  }
  const target = targets().find((candidate) => candidate.dataset.shortcut === event.key)
  if (!target) return
  event.preventDefault()
  target.matches('a, button') ? target.click() : target.focus()
})
choice.addEventListener('change', () => remember(!choice.checked))
opener.hidden = false
opener.querySelector('button').addEventListener('click', open)
