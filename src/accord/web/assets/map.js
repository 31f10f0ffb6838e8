// The map on a narrow screen is never scaled: what is drawn on it is brought into view, the rest is scrolled to.
const frame = document.querySelector('.accord-map__picture')
const places = [...frame.querySelectorAll('circle')].map((dot) => dot.cx.baseVal.value)
if (places.length) frame.scrollLeft = (Math.min(...places) + Math.max(...places)) / 2 - frame.clientWidth / 2
