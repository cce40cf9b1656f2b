// What every page needs beyond HTML. Nothing here is needed to read a page or to act on it.
'use strict'
document.documentElement.classList.add('js')

document.addEventListener('htmx:configRequest', event => {
  const csrf = document.querySelector('meta[name=csrf]')
  event.detail.headers[csrf.dataset.header] = csrf.content
})

// Away too long: the answer is a page to sign in, which does not belong inside this one.
document.addEventListener('htmx:responseError', event => {
  if ([401, 403].includes(event.detail.xhr.status)) location.reload()
})
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.responseURL.endsWith('/sign-in')) {
    event.detail.shouldSwap = false
    location.assign('/sign-in?expired')
  }
})

for (const form of document.querySelectorAll('form[data-submit-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit())
}

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]')
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector('input[type=search]')
    if (search) {
      event.preventDefault()
      search.focus()
    }
  }
  if (event.key === 'Escape') closeFigures(true)
})
document.addEventListener('click', event => {
  if (!event.target.closest('.figure')) closeFigures(false)
})

function closeFigures(focus) {
  for (const figure of document.querySelectorAll('details.figure[open]')) {
    figure.open = false
    if (focus) figure.querySelector('summary').focus()
  }
}

for (const button of document.querySelectorAll('button.copy')) {
  if (!navigator.clipboard) break
  button.hidden = false
  const words = button.textContent
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent)
    button.textContent = button.dataset.copied
    setTimeout(() => { button.textContent = words }, 2000)
  })
}
