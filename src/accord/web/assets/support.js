// GOV.UK's components look at these two classes before they start. A file of its own, since no page runs inline script.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
