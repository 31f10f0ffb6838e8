// Security keys (WebAuthn): asks the browser for the key's answer and sends it with the form.
// The ceremony itself is the browser's, its encoding that of the webauthn-json script which comes with allauth.
const form = document.querySelector('form[data-security-key]')
const data = document.getElementById('security-key-data')

const start = async () => {
  const failed = form.querySelector('[data-security-key-failed]')
  failed.hidden = true
  try {
    const options = JSON.parse(data.textContent)
    const credential = form.dataset.securityKey === 'create'
      ? await window.webauthnJSON.create(options.creation_options)
      : await window.webauthnJSON.get(options.request_options)
    form.elements.credential.value = JSON.stringify(credential)
    form.submit()
  } catch {
    failed.hidden = false
  }
}

if (form && window.webauthnJSON?.supported()) {
  form.hidden = false
  form.querySelector('[data-security-key-start]').addEventListener('click', start)
  form.addEventListener('submit', (event) => {
    if (form.elements.credential.value) return
    event.preventDefault()
    start()
  })
}
