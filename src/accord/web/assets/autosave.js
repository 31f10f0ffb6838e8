// Posts a form to its data-autosave-url five seconds after a change. Nothing is kept in the browser: desks are shared.
const PAUSE = 5000

class Autosave {
  constructor (form) {
    this.form = form
    this.status = form.querySelector('[data-autosave-status]') ?? this.#addStatus()
    this.timer = null
    form.addEventListener('input', () => this.#changed())
    form.addEventListener('change', () => this.#changed())
    form.addEventListener('accord:added', () => this.#changed())
    form.addEventListener('accord:removed', () => this.#changed())
    form.addEventListener('submit', () => clearTimeout(this.timer))
    document.addEventListener('visibilitychange', () => { if (document.hidden && this.timer) this.#save() })
  }

  #addStatus () {
    const status = document.createElement('p')
    status.className = 'govuk-body-s accord-muted accord-saved'
    status.setAttribute('role', 'status')
    this.form.append(status)
    return status
  }

  #changed () {
    this.timer ??= setTimeout(() => this.#save(), PAUSE)
  }

  async #save () {
    clearTimeout(this.timer)
    this.timer = null
    try {
      const answer = await fetch(this.form.dataset.autosaveUrl, {
        method: 'POST',
        body: new FormData(this.form),
        credentials: 'same-origin',
        redirect: 'manual', // a redirect is the sign-in page: nothing was saved
        keepalive: document.hidden,
        headers: { 'X-Requested-With': 'autosave' },
      })
      if (answer.status === 413) return this.#say(this.form.dataset.autosaveTooLong ?? '') // until it is shortened
      if (!answer.ok) throw new Error(String(answer.status))
      this.form.dispatchEvent(new Event('accord:saved', { bubbles: true }))
      const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hour12: false })
      this.#say(`${this.form.dataset.autosaveSaved ?? ''} ${time.format(new Date())}`)
    } catch {
      this.#say(this.form.dataset.autosaveFailed ?? '')
      this.#changed()
    }
  }

  #say (text) {
    if (this.status.textContent !== text) this.status.textContent = text
  }
}

for (const form of document.querySelectorAll('form[data-autosave-url]')) new Autosave(form)
