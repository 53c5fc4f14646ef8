// `pnpm bench [name …]`: runs the benchmarks and writes docs/benchmarks.md.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { pathToFileURL } from 'node:url'
import { buildServer } from './server-build.mjs'

const wanted = process.argv.slice(2)
const files = globSync([
  'packages/*/bench/*.bench.ts',
  'apps/*/bench/*.bench.ts',
  'e2e/bench/*.bench.ts',
])
  .toSorted()
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))

await buildServer()
const sections = []
for (const file of files) {
  console.log(`\n── ${file}`)
  const { run } = await import(pathToFileURL(file).href)
  const rows = await run()
  for (const row of rows)
    console.log(`${row.name}: ${format(row.value)} ${row.unit}${row.note ? ` (${row.note})` : ''}`)
  sections.push({ file, rows })
}

if (wanted.length === 0) writeFileSync('docs/benchmarks.md', render())
process.exit(0)

function render() {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const lines = [
    '# Benchmarks',
    '',
    `Brume ${version}, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${type()} ${release()}, ` +
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB. ` +
      'Written by `pnpm bench`; a shared machine, so compare figures of one run, not of two.',
    '',
  ]
  for (const { file, rows } of sections) {
    lines.push(`## ${file}`, '', '| measure | value | unit | note |', '| --- | ---: | --- | --- |')
    for (const row of rows)
      lines.push(`| ${row.name} | ${format(row.value)} | ${row.unit} | ${row.note ?? ''} |`)
    lines.push('')
  }
  return lines.join('\n')
}

function format(value) {
  if (typeof value !== 'number') return String(value)
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)))
}
