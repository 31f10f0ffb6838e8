// Every page: GOV.UK's components, where the focus goes after htmx replaced something, and what Back may show.
const script = document.getElementById('page-script')
const govuk = await import(script.dataset.govukFrontend)

const start = (scope = document) => govuk.initAll({ scope })
start()
document.addEventListener('accord:added', (event) => start(event.target))

// An option that reveals a field. GOV.UK's own does it with an attribute that radios may not carry.
const reveal = () => {
  for (const option of document.querySelectorAll('[data-reveals]')) {
    const shown = document.getElementById(option.dataset.reveals)
    shown.classList.toggle(`${shown.classList[0]}--hidden`, !option.checked)
  }
}
reveal()
document.addEventListener('change', (event) => { if (event.target.matches('[type=radio], [type=checkbox]')) reveal() })

// On a telephone the list comes first: filters are one tap away, and stay open while one is chosen.
const narrow = window.matchMedia('(max-width: 40.0525em)')
const fold = () => {
  for (const each of document.querySelectorAll('.accord-filter__fold')) each.open = !narrow.matches || 'keepOpen' in each.dataset
}
fold()
narrow.addEventListener('change', fold)

const announcer = document.getElementById('announcer')
const announce = (text) => {
  announcer.textContent = ''
  // A reader notices the change only when the old text was gone for a moment.
  setTimeout(() => { announcer.textContent = text }, 100)
}
document.addEventListener('accord:announce', (event) => announce(event.detail))

let focusWasInside = false
document.addEventListener('htmx:beforeSwap', (event) => {
  focusWasInside = event.detail.target.contains(document.activeElement) || document.activeElement === document.body
})
document.addEventListener('htmx:afterSettle', (event) => {
  const fresh = event.detail.elt
  start(fresh)
  const heard = fresh.matches('[data-announce]') ? fresh : fresh.querySelector('[data-announce]')
  if (heard) announce(heard.dataset.announce)
  if (!focusWasInside) return
  const next = fresh.querySelector('[data-focus], .govuk-error-summary, h1, h2')
  if (!next) return
  if (!next.matches('a, button, input, select, textarea')) next.tabIndex = -1
  next.focus()
})

// A page kept by the browser for "Back" may belong to someone who has signed out since.
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })
