// Completes names while a rule is written. Nothing here is needed to write one.
'use strict'

function complete(area) {
  const words = area.dataset.words.split(' ')
  const box = area.parentElement.querySelector('.suggest')
  const most = 8
  let list = null
  let chosen = 0

  const begun = () => /[A-Za-z_][\w.]*$/.exec(area.value.slice(0, area.selectionStart))?.[0] ?? ''

  function close() {
    if (list) list.remove()
    list = null
  }
  function choose(index) {
    chosen = index
    for (const [i, line] of [...list.children].entries()) line.setAttribute('aria-selected', i === index)
  }
  function insert(word) {
    const start = begun()
    area.setRangeText(word, area.selectionStart - start.length, area.selectionStart, 'end')
    close()
    area.focus()
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  function suggest() {
    const start = begun()
    close()
    if (start.length < 2 || area.readOnly) return
    const small = start.toLowerCase()
    const found = words.filter(word => word !== start && word.toLowerCase().includes(small))
      .sort((a, b) => b.toLowerCase().startsWith(small) - a.toLowerCase().startsWith(small)).slice(0, most)
    if (found.length === 0) return
    list = document.createElement('ul')
    list.setAttribute('role', 'listbox')
    for (const word of found) {
      const line = document.createElement('li')
      line.setAttribute('role', 'option')
      line.textContent = word
      line.addEventListener('mousedown', event => { event.preventDefault(); insert(word) })
      list.append(line)
    }
    box.append(list)
    choose(0)
  }

  area.addEventListener('input', suggest)
  area.addEventListener('blur', close)
  area.addEventListener('keydown', event => {
    if (!list) return
    const count = list.children.length
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      choose((chosen + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Tab' || (event.key === 'Enter' && event.ctrlKey)) {
      event.preventDefault()
      insert(list.children[chosen].textContent)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
  })
}

for (const area of document.querySelectorAll('textarea[data-words]')) complete(area)
