// How long a hold lasts yet. The end and the moment of the page are the server's, in UTC: neither the clock of this
// desk nor a night in which clocks change moves it. Without this script the minutes of the page's making stand there.
const began = performance.now()
const said = new WeakSet()

const show = (each) => {
  const { until, now, one, many, over, soon } = each.dataset
  const left = Date.parse(until) - (Date.parse(now) + performance.now() - began)
  const minutes = Math.max(Math.ceil(left / 60_000), 0)
  const text = left <= 0 ? over : (minutes === 1 ? one : many).replace('{n}', minutes)
  if (each.textContent !== text) each.textContent = text
  each.classList.toggle('accord-places__left--soon', minutes <= 10)
  if (minutes <= 10 && !said.has(each)) {
    said.add(each)
    document.dispatchEvent(new CustomEvent('accord:announce', { detail: left <= 0 ? over : soon }))
  }
}

const clocks = [...document.querySelectorAll('[data-until]')]
const tick = () => clocks.forEach(show)
if (clocks.length) {
  tick()
  setInterval(tick, 1000)
  document.addEventListener('visibilitychange', tick)
}
