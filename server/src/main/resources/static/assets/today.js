// The page of today: the chart, drawn from its own table, and the happenings as they come.
'use strict'

function drawMonths(figure) {
  const rows = [...figure.querySelectorAll('tbody tr')]
  const heads = [...figure.querySelectorAll('thead th')].map(head => head.textContent)
  const cells = rows.map(row => [...row.children].map(cell => cell.textContent.trim().replace(/\s+/g, ' ')))
  const chart = echarts.init(figure.querySelector('.canvas'), null, { renderer: 'canvas' })
  const labels = figure.dataset.labels.split('|')
  const step = Number(figure.dataset.step)

  function draw() {
    const style = getComputedStyle(document.documentElement)
    const colour = name => style.getPropertyValue('--' + name).trim()
    const font = getComputedStyle(document.body).fontFamily
    const names = figure.dataset.series.split(' ')
    const narrow = figure.clientWidth < 520
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: font },
      grid: { left: 4, right: 4, top: 12, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: colour('ink'), opacity: .06 } },
        renderMode: 'richText', confine: true,
        backgroundColor: colour('sheet'), borderColor: colour('edge'), textStyle: { color: colour('ink'), fontSize: 13, fontFamily: font },
        formatter: points => cells[points[0].dataIndex].map((cell, i) => i === 0 ? cell : heads[i] + ':  ' + cell).join('\n')
      },
      xAxis: {
        type: 'category', data: rows.map(row => [row.dataset.label, row.dataset.year, narrow ? '' : row.dataset.part].filter(Boolean).join('\n')),
        axisTick: { show: false }, axisLine: { lineStyle: { color: colour('edge') } },
        axisLabel: { color: colour('soft'), fontSize: 11.5, lineHeight: 15, interval: narrow ? 2 : 0, hideOverlap: true }
      },
      yAxis: {
        type: 'value', min: 0, max: Number(figure.dataset.top), interval: step,
        axisLabel: { color: colour('soft'), fontSize: 11.5, formatter: value => labels[Math.round(value / step)] ?? '' },
        splitLine: { lineStyle: { color: colour('line') } }
      },
      series: names.map((name, i) => ({
        name: heads[i + 1], type: 'bar', stack: 'all', barMaxWidth: 44, barCategoryGap: '28%',
        itemStyle: { color: colour(name) },
        emphasis: { disabled: true },
        data: rows.map(row => ({
          value: Number(row.children[i + 1].dataset.value),
          itemStyle: row.dataset.part ? { opacity: .55 } : {}
        }))
      }))
    })
  }
  draw()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
  new ResizeObserver(() => { chart.resize(); draw() }).observe(figure)
}

for (const figure of document.querySelectorAll('[data-chart=months]')) drawMonths(figure)

// Each message is lines of our own server's HTML, in which every name is escaped already.
function follow(list) {
  const state = document.getElementById('live-state')
  const pause = document.getElementById('live-pause')
  let source = null
  let paused = false

  function show(name) {
    state.textContent = state.dataset[name]
    state.classList.toggle('on', name === 'live')
  }
  function open() {
    if (source || paused || document.hidden) return
    source = new EventSource(list.dataset.address)
    source.addEventListener('open', () => show('live'))
    source.addEventListener('error', () => {
      show('lost')
      if (source && source.readyState === EventSource.CLOSED) {
        close()
        setTimeout(open, 10000)
      }
    })
    source.addEventListener('moments', event => add(event.data))
  }
  function close() {
    if (source) source.close()
    source = null
  }
  function add(html) {
    const lines = document.createElement('template')
    lines.innerHTML = html
    for (const line of lines.content.querySelectorAll('li')) line.classList.add('fresh')
    list.prepend(lines.content)
    while (list.children.length > Number(list.dataset.most)) list.lastElementChild.remove()
    document.getElementById('live-none').hidden = true
  }

  pause.hidden = false
  pause.addEventListener('click', () => {
    paused = !paused
    pause.textContent = paused ? pause.dataset.resume : pause.dataset.pause
    if (paused) {
      close()
      show('paused')
    } else {
      open()
    }
  })
  // A hidden page gives its connection back: browsers have only a few for each site.
  document.addEventListener('visibilitychange', () => document.hidden ? close() : open())
  open()
}

const live = document.getElementById('live')
if (live) follow(live)
