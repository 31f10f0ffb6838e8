// The network's picture in the browser: places come from the server, everything works by keyboard and without dragging.
const script = document.getElementById('network-script')
const cytoscape = (await import(script.dataset.cytoscape)).default

let picture = null
let facts = null

const say = (text) => document.dispatchEvent(new CustomEvent('accord:announce', { detail: text }))
const part = (name) => document.querySelector(`[data-network-${name}]`)
const sign = (path) => `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><path fill="#fff" fill-rule="evenodd" d="${path}"/></svg>`)}`

const styles = () => {
  const { line, weak, lit } = facts.colours
  const size = facts.radius * 2
  const text = { 'font-family': 'Noto Sans, sans-serif', 'font-size': 15, 'min-zoomed-font-size': 7 }
  return [
    { selector: 'node', style: { ...text, label: 'data(short)', 'text-wrap': 'wrap', 'text-max-width': 110, width: size, height: size, color: '#0b0c0c', 'text-valign': 'bottom', 'text-margin-y': 4,
      'text-background-color': '#fff', 'text-background-opacity': 0.8, 'border-width': 2, 'border-color': '#fff', 'background-fit': 'none', 'background-width': 18, 'background-height': 18 } },
    ...Object.entries(facts.looks).map(([kind, look]) => ({ selector: `node[kind = "${kind}"]`,
      style: { shape: look.shape, 'background-color': look.fill, 'background-image': sign(look.sign) } })),
    { selector: 'edge', style: { width: 2, 'line-color': line, 'curve-style': 'haystack' } },
    { selector: 'edge[?weak]', style: { width: 1, 'line-color': weak } },
    { selector: 'edge[?open]', style: { 'line-style': 'dashed' } },
    { selector: 'node[?lit]', style: { 'border-width': 5, 'border-color': lit, 'font-weight': 700, 'font-size': 18, 'min-zoomed-font-size': 0, 'z-index': 9 } },
    { selector: 'edge[?lit]', style: { width: 4, 'line-color': lit } },
    { selector: 'node.found', style: { 'border-width': 6, 'border-color': '#ffdd00', 'underlay-color': '#0b0c0c', 'underlay-opacity': 1, 'underlay-padding': 7 } },
    { selector: '.faded', style: { opacity: 0.25 } },
  ]
}

const elements = () => [
  ...facts.nodes.map((node) => ({ group: 'nodes', position: { x: node.x, y: node.y }, data: node })),
  ...facts.links.map((link, number) => ({ group: 'edges', data: { ...link, id: `link-${number}` } })),
]

// Before htmx copies anything: what Cytoscape set by CSSOM would come back as style attributes, which the policy forbids.
const clear = () => {
  if (!picture) return
  const holder = picture.container()
  picture.destroy()
  picture = null
  holder.replaceChildren()
  holder.removeAttribute('style')
}

const draw = () => {
  clear()
  const holder = document.getElementById('network-canvas')
  const data = document.getElementById('network-data')
  if (!holder || !data) return
  facts = JSON.parse(data.textContent)
  holder.hidden = false
  document.querySelector('.accord-network').classList.add('accord-network--live')
  picture = cytoscape({ container: holder, elements: elements(), style: styles(), layout: { name: 'preset', padding: 40 },
    minZoom: 0.1, maxZoom: 3, userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true })
  const lit = picture.nodes('[?lit]')
  if (lit.length) {
    picture.elements().not('[?lit]').addClass('faded')
    picture.fit(lit, 90)
    if (picture.zoom() > 1.4) picture.zoom({ level: 1.4, renderedPosition: { x: picture.width() / 2, y: picture.height() / 2 } })
  }
  picture.on('tap', 'node', (event) => choose(event.target))
  part('tools').hidden = false
}

const choose = (node) => {
  picture.nodes().removeClass('found')
  node.addClass('found').removeClass('faded')
  const panel = part('chosen')
  panel.hidden = false
  part('name').textContent = node.data('label')
  part('kind').textContent = node.data('said')
  part('row').href = `#node-${node.id()}`
  const open = document.querySelector(`[data-open="${node.id()}"]`)
  part('open').hidden = !open
  if (open) part('open').href = open.getAttribute('href')
  panel.dataset.node = node.id()
}

const find = () => {
  const wanted = document.getElementById('network-search').value.trim().toLocaleLowerCase()
  const named = (node) => node.data('label').toLocaleLowerCase()
  const nodes = picture.nodes().toArray()
  const found = wanted && (nodes.find((node) => named(node) === wanted) || nodes.find((node) => named(node).includes(wanted)))
  if (!found) return say(facts.words.none)
  choose(found)
  picture.zoom(Math.max(picture.zoom(), 1))
  picture.center(found)
  say(`${found.data('label')}: ${facts.words.found}`)
}

const zoom = (factor) => picture.zoom({ level: picture.zoom() * factor, renderedPosition: { x: picture.width() / 2, y: picture.height() / 2 } })
const acts = { find, closer: () => zoom(1.3), farther: () => zoom(1 / 1.3), all: () => picture.fit(undefined, 40) }

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-network-act], [data-network-move]')
  if (button && picture) {
    if (button.dataset.networkAct) return acts[button.dataset.networkAct]()
    const [x, y] = button.dataset.networkMove.split(' ').map(Number)
    return picture.getElementById(part('chosen').dataset.node).shift({ x, y })
  }
  // The chosen node's next hop goes the way that its line in the table goes.
  const open = event.target.closest('[data-network-open]')
  const line = open && document.querySelector(`[data-open="${part('chosen').dataset.node}"]`)
  if (!line) return
  event.preventDefault()
  line.click()
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.target.id !== 'network-search' || !picture) return
  event.preventDefault()
  find()
})

const places = () => Object.fromEntries(picture.nodes().map((node) => [node.id(), [Math.round(node.position('x')), Math.round(node.position('y'))]]))

const download = async (form) => {
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'X-Drawing': '1' } })
  if (answer.status !== 204) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const wrong = page.querySelector('.govuk-error-summary__list, h1')
    form.querySelector('[data-network-wrong]')?.remove()
    const told = form.insertBefore(document.createElement('p'), form.firstChild)
    told.className = 'govuk-error-message'
    told.dataset.networkWrong = ''
    told.textContent = wrong.textContent.trim()
    return say(told.textContent)
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(picture.png({ output: 'blob', full: true, scale: 2, maxWidth: 6000, bg: '#ffffff' }))
  link.download = 'network.png'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

document.addEventListener('submit', (event) => {
  if (!picture) return
  const form = event.target
  if (form.id === 'keep-layout') form.elements.places.value = JSON.stringify(places())
  if (form.id === 'take-out' && form.elements.format.value === 'png') {
    event.preventDefault()
    event.stopImmediatePropagation()
    download(form)
  }
}, true)
document.addEventListener('htmx:afterSettle', (event) => { if (event.detail.elt.id === 'network' || event.detail.elt.querySelector?.('#network-data')) draw() })

document.addEventListener('htmx:beforeHistorySave', clear)
document.addEventListener('htmx:beforeSwap', clear)

draw()
