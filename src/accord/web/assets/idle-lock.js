// Locks an unattended page. The server locks by itself; this takes what is on the screen away in time, and has what was
// typed and not sent kept by the server, sealed for who typed it. Nothing is kept in the browser: desks are shared.
const { idleSeconds, lockUrl, keepUrl, keptUrl } = document.body.dataset
const limit = Number(idleSeconds) * 1000
const notice = document.getElementById('idle-warning')
const noticeBefore = Math.min(120_000, limit / 2)
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('accord-activity') : null
const TRIES = 5
const BETWEEN = 2000
let last = Date.now()
let focusBefore = null
let locking = false

const active = () => {
  last = Date.now()
  tabs?.postMessage('active')
}
tabs?.addEventListener('message', () => { last = Date.now() })

// Forms in which something was typed. A page that answers a form (with what to mend in it) holds what is saved nowhere.
const posts = (form) => form?.method === 'post' && form.closest('main') !== null
const typedIn = new Set()
for (const kind of ['input', 'change', 'accord:added', 'accord:removed']) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form ?? event.target.closest?.('form')
    if (posts(form)) typedIn.add(form)
  })
}
document.addEventListener('accord:saved', (event) => typedIn.delete(event.target))
const holdsWords = (form) => [...form.elements].some((each) => each.matches('textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=submit])') && each.value)
if ('unsaved' in document.body.dataset) {
  for (const form of document.forms) if (posts(form) && holdsWords(form)) typedIn.add(form)
}
// On its way: what comes of it is the next page's.
document.addEventListener('submit', (event) => { if (!event.defaultPrevented) typedIn.delete(event.target) })

const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time) })

const keep = async (form) => {
  const data = new FormData(form)
  for (const [name, value] of [...data]) {
    if (!(value instanceof File)) continue
    data.delete(name)
    if (value.name) data.append(name, new Blob([]), 'chosen') // the file itself is chosen again
  }
  const to = new URL(form.getAttribute('action') || location.href, location.href)
  data.append('accord-kept-path', to.pathname + to.search)
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries) await pause(BETWEEN)
    const answer = await fetch(keepUrl, { method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual' }).catch(() => null)
    if (answer && answer.status < 500) return answer.status === 204
  }
  return false
}

const lock = async () => {
  if (locking) return
  locking = true
  document.body.hidden = true // while it is being kept, nobody who passes by reads it
  const forms = [...typedIn]
  // One tab after the other: each brings the key that the one before was given.
  const inTurn = navigator.locks ? (deed) => navigator.locks.request('accord-lock', deed) : (deed) => deed()
  await inTurn(async () => {
    let kept = ''
    let some = false
    for (const form of forms) {
      const done = await keep(form)
      some ||= done
      kept = done && kept !== 'no' ? 'yes' : 'no'
    }
    const here = some ? keptUrl : location.pathname + location.search
    const query = new URLSearchParams(kept ? { next: here, kept } : { next: here })
    location.replace(`${lockUrl}${lockUrl.includes('?') ? '&' : '?'}${query}`)
  })
}

const warn = (on) => {
  if (notice.hidden === !on) return
  if (on) focusBefore = document.activeElement
  notice.hidden = !on
  if (on) notice.querySelector('[data-idle-stay]').focus()
  else focusBefore?.focus()
}

const look = () => {
  const idle = Date.now() - last
  if (idle >= limit) return lock()
  warn(idle >= limit - noticeBefore)
}

if (lockUrl && limit > 0) {
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'touchstart']) {
    document.addEventListener(kind, () => { if (notice.hidden) active() }, { passive: true, capture: true })
  }
  notice.querySelector('[data-idle-stay]').addEventListener('click', async () => {
    active()
    warn(false)
    // The server counts for itself: ask it for this page again, so that it knows.
    const answer = await fetch(location.href, { method: 'HEAD', credentials: 'same-origin', redirect: 'manual' }).catch(() => null)
    if (!answer || answer.type === 'opaqueredirect') lock()
  })
  setInterval(look, 1000)
  document.addEventListener('visibilitychange', look)
}
