// Locks an unattended page. The server locks by itself; this only takes what is on the screen away in time.
const { idleSeconds, lockUrl } = document.body.dataset
const limit = Number(idleSeconds) * 1000
const notice = document.getElementById('idle-warning')
const noticeBefore = Math.min(120_000, limit / 2)
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('accord-activity') : null
let last = Date.now()
let focusBefore = null

const active = () => {
  last = Date.now()
  tabs?.postMessage('active')
}
tabs?.addEventListener('message', () => { last = Date.now() })

const lock = () => {
  const here = location.pathname + location.search
  location.replace(`${lockUrl}${lockUrl.includes('?') ? '&' : '?'}next=${encodeURIComponent(here)}`)
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
