// `pnpm generate`: rewrites every generated file; `--check` fails when one is not what its source gives.
import { readFileSync, writeFileSync } from 'node:fs'
import { generators } from './generators.mjs'

const check = process.argv.includes('--check')
let stale = 0
for (const { path, make } of generators) {
  const wanted = await make()
  const present = readFileSync(path, { encoding: 'utf8', flag: 'a+' })
  if (wanted === present) continue
  if (!check) {
    writeFileSync(path, wanted)
    console.log(`wrote ${path}`)
    continue
  }
  stale += 1
  console.error(`${path} is not what its source gives: run \`pnpm generate\``)
}
process.exitCode = stale ? 1 : 0
