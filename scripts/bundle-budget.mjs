// The instances page's first load, brotli, against its budget: walks the static imports of the entry and of all that it loads.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const DIST = 'apps/web/dist'
const BUDGET_KB = 480
const BUDGET_REQUESTS = 25
const LOADED = ['src/shell/show.tsx', 'src/pages/instances/InstancesPage.tsx']

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'))
const files = new Set(['index.html'])
const seen = new Set()

function visit(key) {
  if (seen.has(key)) return
  seen.add(key)
  const chunk = manifest[key]
  if (!chunk) throw new Error(`The build has no chunk ${key}`)
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const next of chunk.imports ?? []) visit(next)
}

// The entry, what is drawn behind the first rows and the languages are grouped chunks, which the manifest calls by name.
for (const name of ['start', 'list', 'en']) {
  visit(Object.keys(manifest).find((key) => manifest[key].name === name))
}
for (const key of LOADED) visit(key)

// Of two chunks that wait for each other one runs before the other has set what it gives: it finds nothing there.
const open = []
const done = new Set()

function refuseCycles(key) {
  const from = open.indexOf(key)
  if (from >= 0) throw new Error(`Chunks wait for each other: ${open.slice(from).join(' > ')}`)
  if (done.has(key)) return
  open.push(key)
  for (const next of manifest[key].imports ?? []) refuseCycles(next)
  open.pop()
  done.add(key)
}

for (const key of Object.keys(manifest)) refuseCycles(key)

const bytes = [...files].reduce((sum, file) => {
  const packed = join(DIST, `${file}.br`)
  return (
    sum + statSync(packed, { throwIfNoEntry: false })?.size || sum + statSync(join(DIST, file)).size
  )
}, 0)
const kB = bytes / 1000
console.log(
  `Instances page: ${kB.toFixed(0)} kB brotli in ${files.size} requests (budget ${BUDGET_KB} kB, ${BUDGET_REQUESTS})`,
)
if (kB > BUDGET_KB || files.size > BUDGET_REQUESTS) process.exit(1)
